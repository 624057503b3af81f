package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.state.LinkingContactOfClient;
import dev.puente.matcher.state.LinkingSyncTarget;
import org.jspecify.annotations.Nullable;

/** What follows from a decision; null values are tombstones. */
sealed interface LinkOutput {
  /** The record. */
  record Published(@Nullable ContactLink link) implements LinkOutput {}

  /** A decision that left the link as it was. */
  record Unchanged(ContactLink link) implements LinkOutput {}

  /** Whose attributes the contact shows. */
  record Target(@Nullable LinkingSyncTarget target) implements LinkOutput {}

  /** The client's list of contacts. */
  record OfClient(String clientKey, LinkingContactOfClient contact) implements LinkOutput {}
}
