package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the first entry of a mailbox when it is due. */
final class Policy {
  private Policy() {}

  /** What becomes of it. */
  sealed interface Decision {
    /** A command goes out. */
    record Dispatch() implements Decision {}

    /** It gets a new due time, and later entries pass. */
    record Later(long due, String reason) implements Decision {}

    /** It ends. */
    record End(State state, String reason) implements Decision {}

    /** Its recipient is reached elsewhere. */
    record Move(Head.Moved moved) implements Decision {}
  }

  /**
   * Decides. A suspect is always dispatched: the worker looks it up first, and only that tells
   * whether there is a message already.
   */
  static Decision decide(Entry entry, List<Head.Moved> moved, TenantRules rules, long now) {
    String refusal = rules.refusal(entry.message());
    if (entry.progress().suspect()) {
      return refusal == null
          ? new Decision.Dispatch()
          : new Decision.End(State.FAILED, Reasons.UNKNOWN);
    }
    if (entry.progress().cancelled()) {
      return new Decision.End(State.CANCELLED, Reasons.CANCELLED);
    }
    if (entry.expired(now)) {
      return new Decision.End(State.EXPIRED, Reasons.EXPIRED);
    }
    Head.Moved elsewhere = movedSince(entry, moved);
    if (elsewhere != null) {
      return new Decision.Move(elsewhere);
    }
    if (refusal != null) {
      return new Decision.End(State.FAILED, refusal);
    }
    return quiet(entry, rules.quietUntil(now), now);
  }

  private static Decision quiet(Entry entry, long until, long now) {
    if (until <= now) {
      return new Decision.Dispatch();
    }
    return entry.expired(until)
        ? new Decision.End(State.EXPIRED, Reasons.QUIET_HOURS)
        : new Decision.Later(until, Reasons.QUIET_HOURS);
  }

  /** The move of the entry's recipient that is newer than its target; null: none. */
  static Head.@Nullable Moved movedSince(Entry entry, List<Head.Moved> moved) {
    return moved.stream()
        .filter(m -> m.recipient().equals(entry.recipient()))
        .filter(m -> m.version() > entry.target().version())
        .findFirst()
        .orElse(null);
  }
}
