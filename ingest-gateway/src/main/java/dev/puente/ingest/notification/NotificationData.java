package dev.puente.ingest.notification;

import dev.puente.schemas.key.Recipient;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked wish to send.
 *
 * @param recipient whom, typed; the key of the record
 * @param phone as typed, when the recipient was named by phone
 * @param message text; null only together with a template, named or by the tenant's settings
 */
record NotificationData(
    String id,
    String type,
    Recipient recipient,
    @Nullable String phone,
    @Nullable String message,
    @Nullable TemplateData template,
    @Nullable Long inboxId,
    @Nullable Instant sendAt,
    @Nullable Instant expiresAt,
    boolean bulk,
    @Nullable String group,
    Map<String, String> metadata) {

  /**
   * A channel template.
   *
   * @param processedParamsJson Chatwoot's {@code processed_params} as a JSON object with sorted
   *     names; null for a template without parameters
   */
  record TemplateData(
      String name,
      String language,
      @Nullable String category,
      @Nullable String namespace,
      @Nullable String processedParamsJson) {}

  /** Nothing of a person in logs. */
  @Override
  public String toString() {
    return "NotificationData[" + id + "]";
  }
}
