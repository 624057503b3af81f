package dev.puente.matcher.linking;

import dev.puente.event.v1.LinkOverride;
import dev.puente.matcher.state.LinkingJoined;
import org.jspecify.annotations.Nullable;

/** What a link is decided from, as it changes. */
sealed interface LinkInput {
  /** The contact's match and the owners of its phone; null: the contact is gone. */
  record Joined(@Nullable LinkingJoined joined) implements LinkInput {}

  /** A person's word; null: taken back. */
  record Manual(@Nullable LinkOverride override) implements LinkInput {}
}
