package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.publish.PublishException;

/** What a record that was not kept means for the caller. */
public final class PublishProblems {
  /** Seconds after which a repetition makes sense. */
  public static final String RETRY_AFTER_SECONDS = "5";

  private PublishProblems() {}

  /** The answer. */
  public static Problem of(PublishException failure) {
    return switch (failure.reason()) {
      case SATURATED -> Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "1");
      case UNREACHABLE ->
          Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", RETRY_AFTER_SECONDS);
      case TOO_LARGE -> Problem.of(ProblemCode.TOO_LARGE);
      case DEFECT -> Problem.of(ProblemCode.INTERNAL);
    };
  }
}
