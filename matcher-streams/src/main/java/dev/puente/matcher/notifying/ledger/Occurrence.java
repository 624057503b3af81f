package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.Entry.Progress;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a notification.
 *
 * @param name {@code id}, later {@code id#n}
 * @param state state
 * @param reason reason of the state, or null
 * @param until end of a wait, if known
 * @param progress what was tried so far, as the mailbox reported it last
 * @param ref where the message is
 */
public record Occurrence(
    String name,
    State state,
    @Nullable String reason,
    @Nullable Long until,
    Progress progress,
    SentRef ref) {

  static Occurrence first(String id, State state, @Nullable String reason) {
    return new Occurrence(id, state, reason, null, Progress.NEW, SentRef.NONE);
  }

  Occurrence in(State newState, @Nullable String newReason, @Nullable Long newUntil) {
    return new Occurrence(name, newState, newReason, newUntil, progress, ref);
  }

  Occurrence with(Progress newProgress) {
    return new Occurrence(name, state, reason, until, newProgress, ref);
  }

  Occurrence with(SentRef newRef) {
    return new Occurrence(name, state, reason, until, progress, newRef.over(ref));
  }
}
