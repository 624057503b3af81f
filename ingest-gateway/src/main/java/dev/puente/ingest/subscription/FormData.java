package dev.puente.ingest.subscription;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked form, without markup.
 *
 * @param utm UTM values, campaign id, referrer and timestamp by name; only what was sent
 */
record FormData(
    Lead lead,
    String levelId,
    String consentVersion,
    String consentAcceptedAt,
    Map<String, String> utm) {

  /** The person, as typed. */
  record Lead(
      String name,
      String email,
      @Nullable String phone,
      @Nullable String whatsapp,
      @Nullable String province,
      @Nullable String type,
      @Nullable String amountRange) {
    @Override
    public String toString() {
      return "Lead";
    }
  }

  /** Nothing of a person in logs. */
  @Override
  public String toString() {
    return "FormData";
  }
}
