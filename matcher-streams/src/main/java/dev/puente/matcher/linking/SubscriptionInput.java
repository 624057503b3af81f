package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.SubscriptionChange;

/** What changes a pre-registration. */
sealed interface SubscriptionInput {
  /** The form, the business or an agent. */
  record Changed(SubscriptionChange change) implements SubscriptionInput {}

  /** The worker's answer. */
  record Answered(CommandResult result) implements SubscriptionInput {}
}
