package dev.puente.notifier.flow;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Task;
import java.time.Duration;
import java.util.Optional;

/** Carries out one command. Every end is an answer. */
public final class CommandFlows {
  private final Duration secondLookup;

  /** With this rest between the two look-ups of a repetition. */
  public CommandFlows(Duration secondLookup) {
    this.secondLookup = secondLookup;
  }

  /**
   * The answer to the session's command. A flow that ends before its look-ups did keeps the
   * suspicion.
   */
  public Answer run(Session session) {
    boolean suspect = session.suspicion() != Session.Suspicion.NONE;
    try {
      return switch (session.command().task()) {
        case Task.Send send -> SendFlow.run(session, send, secondLookup);
        case Task.Sync sync -> takenOver(session).orElseGet(() -> SyncFlow.run(session, sync));
        case Task.Upsert upsert ->
            takenOver(session).orElseGet(() -> UpsertFlow.run(session, upsert));
        case Task.Refresh refresh -> RefreshFlow.run(session, refresh);
      };
    } catch (Ended ended) {
      return ended.answer().keepingSuspicion(suspect);
    }
  }

  /**
   * A state that an earlier owner wrote may have been replaced since: written again it would bring
   * back a former client's data, for good when the newer write does not go through this time. Only
   * the mailbox knows which state counts.
   */
  private static Optional<Answer> takenOver(Session session) {
    return session.suspicion() == Session.Suspicion.BY_TAKEOVER
        ? Optional.of(
            Answer.deferred("not_repeated_after_takeover", null, session.clock().instant()))
        : Optional.empty();
  }
}
