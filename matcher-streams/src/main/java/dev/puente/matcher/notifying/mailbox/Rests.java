package dev.puente.matcher.notifying.mailbox;

import dev.puente.schemas.delivery.WorkerReasons;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Installations that take nothing at present, whoever asks: each due row would only go to the
 * worker and back. Kept in memory only: after a restart the first commands find out again. Not
 * thread-safe.
 */
final class Rests {
  /** The worker's reasons that hold for a whole installation. */
  private static final Set<String> REASONS =
      Set.of(WorkerReasons.BREAKER_OPEN, WorkerReasons.BUDGET_USED_UP, WorkerReasons.RATE_LIMITED);

  private static final long LONGEST_MILLIS = 15 * 60_000L;

  private final Map<String, Long> ends = new HashMap<>();

  /** An answer to a command for that installation. */
  void heard(String installation, Answer answer, long now) {
    Long until = answer.notBefore();
    String reason = answer.reason();
    if (answer.code() == Answer.Code.DEFERRED
        && until != null
        && reason != null
        && REASONS.contains(reason)) {
      ends.merge(installation, Math.min(until, now + LONGEST_MILLIS), Math::max);
    }
  }

  /** Whether something may go out to that installation. */
  boolean over(String installation, long now) {
    Long end = ends.get(installation);
    if (end == null || end > now) {
      return end == null;
    }
    ends.remove(installation);
    return true;
  }
}
