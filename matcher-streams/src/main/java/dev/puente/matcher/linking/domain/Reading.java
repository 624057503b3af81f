package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * An authoritative read of a contact that exists.
 *
 * @param eventId the command that was answered
 * @param readAtMillis a time before it was read
 * @param phoneNumber phone number
 * @param identifier external identifier
 * @param name name
 */
public record Reading(
    String eventId,
    long readAtMillis,
    @Nullable String phoneNumber,
    @Nullable String identifier,
    @Nullable String name) {

  /** The phone number without blanks; null when there is none. */
  @Nullable String phone() {
    return phoneNumber == null || phoneNumber.isBlank() ? null : phoneNumber.strip();
  }
}
