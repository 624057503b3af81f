package dev.puente.notifier.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Whom a command reaches.
 *
 * @param contactId contact, when known; may have vanished
 * @param phoneKey match key: a contact counts only when its own key is equal
 * @param phoneRaw phone as typed, for a contact to create
 * @param region region of {@code phoneRaw}
 * @param channelId the provider's channel id, the preferred form for sending
 * @param identifier our unique identifier for a contact without phone
 * @param displayName name for a contact to create
 */
public record Target(
    @Nullable Long contactId,
    @Nullable String phoneKey,
    @Nullable String phoneRaw,
    @Nullable String region,
    @Nullable String channelId,
    @Nullable String identifier,
    @Nullable String displayName) {

  /** A contact that is only known by its id. */
  public static Target ofContact(long contactId) {
    return new Target(contactId, null, null, null, null, null, null);
  }
}
