package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * The phone number that Chatwoot stores with a contact, as far as known.
 *
 * @param value as stored; null: none
 * @param certain whether it was so at that time at least: an event named the number, a fresh read
 *     gave it, or an event with a clock of Chatwoot's showed one
 * @param clockMillis when it was so
 * @param eventId where it came from
 */
public record KnownPhone(
    @Nullable String value, boolean certain, long clockMillis, String eventId) {

  /** Nothing was seen yet. */
  public static final KnownPhone NONE = new KnownPhone(null, false, 0, "");
}
