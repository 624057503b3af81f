package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingOwnerChange;
import org.jspecify.annotations.Nullable;

/** What follows from a change of a client; null values are tombstones. */
sealed interface ClientOutput {
  /** It got or lost a phone, or what it is to it or its name for messages changed. */
  record Owns(String addressKey, LinkingOwnerChange change) implements ClientOutput {}

  /** All clients of a tenant in this partition are decided by this version. */
  record Settled(String key, LinkingOwnerChange change) implements ClientOutput {}

  /** What an agent sees of it. */
  record Card(@Nullable LinkingClientCard card) implements ClientOutput {}

  /** Its address. */
  record Addressed(String recipientKey, @Nullable Address address) implements ClientOutput {}
}
