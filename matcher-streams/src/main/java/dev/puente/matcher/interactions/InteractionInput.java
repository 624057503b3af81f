package dev.puente.matcher.interactions;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.ContactLink;
import org.jspecify.annotations.Nullable;

/** What interactions come from. */
sealed interface InteractionInput {
  /** A new message. */
  record Message(ChatwootEvent event) implements InteractionInput {}

  /** A changed link; null: the contact is gone. */
  record Link(@Nullable ContactLink link) implements InteractionInput {}
}
