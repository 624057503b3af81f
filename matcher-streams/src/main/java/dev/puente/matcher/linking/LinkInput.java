package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingManual;
import org.jspecify.annotations.Nullable;

/** What a link is decided from, as it changes. */
sealed interface LinkInput {
  /** The contact's match and the owners of its phone; null: the contact is gone. */
  record Joined(@Nullable LinkingJoined joined) implements LinkInput {}

  /** A person's word and what is known of the client that it names; null: taken back. */
  record Manual(@Nullable LinkingManual manual) implements LinkInput {}
}
