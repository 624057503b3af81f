package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandResult;

/** What tells something about a contact. */
sealed interface ContactInput {
  /** An event. */
  record Seen(ChatwootEvent event) implements ContactInput {}

  /** Number rules or settings changed. */
  record Reread() implements ContactInput {}

  /** An answer to a command about the contact. */
  record Answered(CommandResult result) implements ContactInput {}
}
