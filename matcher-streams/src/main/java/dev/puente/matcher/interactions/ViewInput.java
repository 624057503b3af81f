package dev.puente.matcher.interactions;

import dev.puente.event.v1.Interaction;

/** What changes the view of a client. */
sealed interface ViewInput {
  /** A new interaction. */
  record Told(Interaction interaction) implements ViewInput {}

  /** The client is erased. */
  record Erased() implements ViewInput {}
}
