package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.Subscription;

/** What follows from a change of a pre-registration. */
sealed interface SubscriptionOutput {
  /** The record. */
  record Published(Subscription subscription) implements SubscriptionOutput {}

  /** Its address. */
  record Addressed(Address address) implements SubscriptionOutput {}

  /** The wanted contact. */
  record Wanted(ContactSync sync) implements SubscriptionOutput {}
}
