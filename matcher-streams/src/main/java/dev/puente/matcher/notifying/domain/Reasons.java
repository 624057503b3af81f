package dev.puente.matcher.notifying.domain;

/** Machine-readable reasons that notifying itself gives; part of the contract of outcomes. */
public final class Reasons {
  /** The record key does not belong to the body. */
  public static final String BAD_KEY = "bad_key";

  /** The body asks for something that can not be: the detail is in the dead letter's reason. */
  public static final String BAD_REQUEST = "bad_request";

  /** The phone can not be a phone number. */
  public static final String BAD_PHONE = "bad_phone";

  /** Neither text nor template. */
  public static final String NO_CONTENT = "no_content";

  /** Larger than Chatwoot takes. */
  public static final String TOO_LARGE = "too_large";

  /** Nobody knows yet where the recipient is reached. */
  public static final String NO_ADDRESS = "no_address";

  /** The address appeared. */
  public static final String ADDRESS_FOUND = "address_found";

  /** Nobody knew it when the grace was over. */
  public static final String UNKNOWN_RECIPIENT = "unknown_recipient";

  /** The recipient was erased. */
  public static final String RECIPIENT_REMOVED = "recipient_removed";

  /** The mailbox of the address holds as much as it may. */
  public static final String MAILBOX_FULL = "mailbox_full";

  /** Not due yet. */
  public static final String SCHEDULED = "scheduled";

  /** The tenant's quiet hours. */
  public static final String QUIET_HOURS = "quiet_hours";

  /** Chatwoot refuses the tenant's token or account. */
  public static final String TENANT_BLOCKED = "tenant_blocked";

  /** There are no settings for the tenant. */
  public static final String TENANT_UNKNOWN = "tenant_unknown";

  /** Not known whether it was created; it is looked up before it is tried again. */
  public static final String AMBIGUOUS = "ambiguous";

  /** The worker answered after the end of its lease. */
  public static final String STALE = "stale";

  /** The worker did not answer. */
  public static final String NO_ANSWER = "no_answer";

  /** The worker put it off without a reason of its own. */
  public static final String DEFERRED = "deferred";

  /** It was tried as often as allowed, and whether it was sent is not known. */
  public static final String UNKNOWN = "unknown";

  /** No inbox, or several, fit the notification. */
  public static final String NO_INBOX = "no_inbox";

  /** Its time was over. */
  public static final String EXPIRED = "expired";

  /** A cancel arrived before the request. */
  public static final String CANCELLED_EARLY = "cancelled_before_request";

  /** Withdrawn by the caller. */
  public static final String CANCELLED = "cancelled";

  /** Redriven after a failure. */
  public static final String RETRY = "retry";

  /** The channel reported a failure. */
  public static final String CHANNEL_ERROR = "channel_error";

  /** Note: the same id came again with other content. */
  public static final String REFUSED_OTHER_CONTENT = "refused_other_content";

  /** Note: a cancel is under way to the mailbox. */
  public static final String CANCEL_REQUESTED = "cancel_requested";

  /** Note: a cancel found nothing left to cancel. */
  public static final String CANCEL_TOO_LATE = "cancel_too_late";

  /** Note: new times were asked for. */
  public static final String RESCHEDULED = "rescheduled";

  /** Note: new times found nothing left to move. */
  public static final String RESCHEDULE_TOO_LATE = "reschedule_too_late";

  /** Note: a redrive of something that did not fail, or that was sent. */
  public static final String RETRY_REFUSED = "retry_refused";

  /** Note: a second message of the same occurrence exists in Chatwoot. */
  public static final String DUPLICATE = "duplicate_detected";

  private Reasons() {}
}
