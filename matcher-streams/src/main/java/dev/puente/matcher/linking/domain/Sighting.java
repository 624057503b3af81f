package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * What one Chatwoot event shows of a contact.
 *
 * @param contactId contact
 * @param eventId event
 * @param bare whether it names the contact by its id only and shows nothing of it
 * @param clockMillis {@code updated_at} of the contact or conversation, else arrival
 * @param dated whether that clock is Chatwoot's: what the event shows is at least as new
 * @param namesPhone whether it is a {@code contact_updated} that names the phone number
 * @param phoneNumber phone number as shown; null or blank: none
 * @param identifier external identifier
 * @param name name
 * @param inbox place, when the event belongs to a conversation
 * @param messageId message, when it is one
 */
public record Sighting(
    long contactId,
    String eventId,
    boolean bare,
    long clockMillis,
    boolean dated,
    boolean namesPhone,
    @Nullable String phoneNumber,
    @Nullable String identifier,
    @Nullable String name,
    @Nullable InboxLink inbox,
    @Nullable Long messageId) {

  /** The phone number without blanks; null when there is none. */
  @Nullable String phone() {
    return phoneNumber == null || phoneNumber.isBlank() ? null : phoneNumber.strip();
  }
}
