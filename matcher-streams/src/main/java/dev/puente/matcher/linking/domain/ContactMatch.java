package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * The key that a contact is matched by.
 *
 * @param key phone key; null: none
 * @param source which value gave it
 * @param reason why there is none; null with a key
 * @param remarkKey a second key that disagrees: for people, never joined
 * @param eventId event that the value came from
 */
public record ContactMatch(
    @Nullable String key,
    Source source,
    @Nullable String reason,
    @Nullable String remarkKey,
    String eventId) {

  /** Reason of a contact that shows no phone at all. */
  public static final String NO_PHONE = "NO_PHONE";

  /** Reason of a phone on the tenant's block list. */
  public static final String BLOCKED = "BLOCKED";

  /** Which value of a contact gave a key. */
  public enum Source {
    /** No value. */
    NONE,
    /** The sender id of a phone-based channel. */
    CHANNEL_ID,
    /** The phone number in Chatwoot. */
    PHONE_NUMBER
  }
}
