package dev.puente.notifier.flow;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Task;
import java.time.Duration;

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
        case Task.Sync sync -> SyncFlow.run(session, sync);
        case Task.Upsert upsert -> UpsertFlow.run(session, upsert);
        case Task.Refresh refresh -> RefreshFlow.run(session, refresh);
      };
    } catch (Ended ended) {
      return ended.answer().keepingSuspicion(suspect);
    }
  }
}
