package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandResult;
import dev.puente.matcher.state.LinkingStray;
import dev.puente.matcher.state.LinkingWanted;
import org.jspecify.annotations.Nullable;

/** What changes the attributes that a contact shows. */
sealed interface SyncInput {
  /** The link or its client's data; null: the contact is gone. */
  record Changed(@Nullable LinkingWanted wanted) implements SyncInput {}

  /** The contact shows a client's data without right, for example after a merge. */
  record Stray(LinkingStray stray) implements SyncInput {}

  /** An answer of the worker. */
  record Answered(CommandResult result) implements SyncInput {}
}
