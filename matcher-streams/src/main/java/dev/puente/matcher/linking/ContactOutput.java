package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactSync;
import dev.puente.matcher.state.LinkingMatch;
import org.jspecify.annotations.Nullable;

/** What follows from a change of a contact; null values are tombstones. */
sealed interface ContactOutput {
  /** The record of the contact. */
  record Published(@Nullable Contact contact) implements ContactOutput {}

  /** Its match. */
  record Matched(@Nullable LinkingMatch match) implements ContactOutput {}

  /** Its address. */
  record Addressed(@Nullable Address address) implements ContactOutput {}

  /** A wish for a fresh read. */
  record Refresh(ContactSync sync) implements ContactOutput {}
}
