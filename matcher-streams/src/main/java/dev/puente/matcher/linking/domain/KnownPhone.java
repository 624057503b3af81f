package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * The phone number that Chatwoot stores with a contact, as far as known.
 *
 * @param value as stored; null: none
 * @param certain whether an event named the number or a fresh read gave it; otherwise it was only
 *     seen beside something else, and payloads have no clock for contacts
 * @param clockMillis when it was so
 * @param eventId where it came from
 */
public record KnownPhone(
    @Nullable String value, boolean certain, long clockMillis, String eventId) {

  /** Nothing was seen yet. */
  public static final KnownPhone NONE = new KnownPhone(null, false, 0, "");
}
