package dev.puente.schemas.delivery;

/**
 * Reasons of the worker's answers that the matcher acts on; part of the contract of {@code
 * command-results}. Others are for people only.
 */
public final class WorkerReasons {
  /** The installation failed too often in a row and is left alone. */
  public static final String BREAKER_OPEN = "breaker_open";

  /** The requests of this minute are used up. */
  public static final String BUDGET_USED_UP = "budget_used_up";

  /** Chatwoot counts too many requests. */
  public static final String RATE_LIMITED = "rate_limited";

  /** The worker has no settings for the tenant. */
  public static final String UNKNOWN_TENANT = "unknown_tenant";

  /** The worker's settings of the tenant have no token. */
  public static final String NO_API_TOKEN = "no_api_token";

  /** Chatwoot does not know the contact any more. */
  public static final String CONTACT_GONE = "contact_gone";

  /**
   * Two contacts have the phone number, and Chatwoot refuses every change of either until they are
   * merged or one is changed.
   */
  public static final String DUPLICATE_PHONE_NUMBER = "duplicate_phone_number";

  /** Chatwoot answered a read with an error of its own, again and again. */
  public static final String SERVER_ERROR = "server_error";

  /** The calls of one command took longer than a command may. */
  public static final String OUT_OF_TIME = "out_of_time";

  private WorkerReasons() {}
}
