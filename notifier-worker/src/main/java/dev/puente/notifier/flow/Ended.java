package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answers;
import dev.puente.notifier.delivery.Problem;
import java.time.InstantSource;

/**
 * Leaves a flow of many calls with its answer. Never crosses the package: {@link CommandFlows}
 * catches it. It has no stack trace, because it is not an error.
 */
final class Ended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  Ended(Answer answer) {
    super("the flow ended with " + answer.code(), null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }

  /** The value, or the end of the flow. */
  static <T> T unlessOk(Outcome<T> outcome, InstantSource clock) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> value;
      case Outcome.No<T>(Problem problem) -> throw with(problem, clock);
    };
  }

  static Ended with(Problem problem, InstantSource clock) {
    return new Ended(Answers.of(problem, clock.instant()));
  }
}
