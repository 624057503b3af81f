package dev.puente.notifier.delivery;

import dev.puente.schemas.delivery.WorkerReasons;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/** Turns a problem that ends a handling into the answer to its command. */
public final class Answers {
  /** How long a command rests when Chatwoot is not to be reached and nothing else is known. */
  static final Duration REST = Duration.ofSeconds(10);

  private Answers() {}

  /** The answer to a command that ended with this problem. */
  public static Answer of(Problem problem, Instant now) {
    return switch (problem) {
      case Problem.Missing() -> Answer.rejected("not_found", 404);
      case Problem.Refused refused -> Answer.rejected(reason(refused), refused.status());
      case Problem.Limited(var status, var reason, var until) ->
          Answer.deferred(reason, status, until);
      case Problem.Blocked(int status) ->
          Answer.blocked(status == 404 ? "account_not_found" : "unauthorized", status);
      case Problem.Unavailable(var status, var reason, var until) ->
          Answer.deferred(reason, status, until == null ? now.plus(REST) : until);
      case Problem.Unclear(var status, var reason) -> Answer.ambiguous(reason, status);
      case Problem.Withheld(var why) -> withheld(why, now);
    };
  }

  private static Answer withheld(Problem.Why why, Instant now) {
    return switch (why) {
      case LEASE_ENDED -> Answer.stale("lease_ended");
      case NOT_CONFIRMED -> Answer.deferred("ownership_not_confirmed", null, now.plus(REST));
      case REVOKED -> Answer.deferred("handed_over", null, now);
      case EXPIRED -> Answer.stale("expired");
      case OUT_OF_TIME -> Answer.deferred(WorkerReasons.OUT_OF_TIME, null, now.plus(REST));
    };
  }

  private static String reason(Problem.Refused refused) {
    return refused.attributes().isEmpty()
        ? "refused"
        : "refused:" + String.join(",", new TreeSet<>(refused.attributes()));
  }
}
