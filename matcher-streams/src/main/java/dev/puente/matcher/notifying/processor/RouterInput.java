package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.NotificationRequest;
import org.jspecify.annotations.Nullable;

/** What reaches the router for a recipient, from two topics. */
public sealed interface RouterInput {
  /** A request; null is refused. */
  record Requested(@Nullable NotificationRequest request) implements RouterInput {}

  /** Where the recipient is reached; null: it was erased. */
  record Located(@Nullable Address address) implements RouterInput {}
}
