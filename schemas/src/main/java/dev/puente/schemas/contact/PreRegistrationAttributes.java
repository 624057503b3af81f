package dev.puente.schemas.contact;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the custom attributes that a pre-registration writes to its contact (DESIGN section 9).
 * The gateway writes these and no others; for clients they are neither written nor cleared, because
 * a contact may belong to both.
 */
public final class PreRegistrationAttributes {
  /** Id of the pre-registration. */
  public static final String SUBSCRIPTION_ID = "subscription_id";

  /** Its state; an agent may change it in Chatwoot. */
  public static final String STATUS = "status";

  /** Level that was chosen. */
  public static final String LEVEL_ID = "level_id";

  /** Amount that was chosen. */
  public static final String AMOUNT_RANGE = "amount_range";

  /** Kind of person. */
  public static final String TYPE = "type";

  /** Province. */
  public static final String PROVINCE = "province";

  /** Version of the text that was consented to. */
  public static final String CONSENT_VERSION = "consent_version";

  /** When it was consented to. */
  public static final String CONSENT_ACCEPTED_AT = "consent_accepted_at";

  /** Where the person came from, named like the fields of the form. */
  public static final List<String> ORIGIN =
      List.of(
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content",
          "campaign_id",
          "referrer");

  /** All of them. */
  public static final Set<String> NAMES =
      Stream.concat(
              Stream.of(
                  SUBSCRIPTION_ID,
                  STATUS,
                  LEVEL_ID,
                  AMOUNT_RANGE,
                  TYPE,
                  PROVINCE,
                  CONSENT_VERSION,
                  CONSENT_ACCEPTED_AT),
              ORIGIN.stream())
          .collect(Collectors.toUnmodifiableSet());

  private PreRegistrationAttributes() {}
}
