package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.RetryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import tools.jackson.databind.JsonNode;

/** Repeats reads, and replacing calls that certainly ended, after a growing delay. */
final class RetryingTransport implements Transport {
  private final Transport next;
  private final RetryPolicy policy;
  private final Pause pause;
  private final DoubleSupplier random;

  /** Waits; may end early when the work is called off. */
  @FunctionalInterface
  interface Pause {
    /** False when there is no time left to try again. */
    boolean rest(Duration duration);
  }

  RetryingTransport(Transport next, RetryPolicy policy, Pause pause, DoubleSupplier random) {
    this.next = next;
    this.policy = policy;
    this.pause = pause;
    this.random = random;
  }

  @Override
  public Outcome<JsonNode> exchange(Call call) {
    for (int attempt = 1; ; attempt++) {
      Outcome<JsonNode> outcome = next.exchange(call);
      if (attempt == policy.attempts()
          || !repeatable(call.effect(), outcome)
          || !pause.rest(policy.delayAfter(attempt, random.getAsDouble()))) {
        return outcome;
      }
    }
  }

  private static boolean repeatable(Effect effect, Outcome<JsonNode> outcome) {
    boolean harmless = effect == Effect.READ || effect == Effect.REPLACE;
    return harmless
        && outcome instanceof Outcome.No<JsonNode>(Problem problem)
        && problem instanceof Problem.Unavailable(_, _, var notBefore)
        && notBefore == null;
  }
}
