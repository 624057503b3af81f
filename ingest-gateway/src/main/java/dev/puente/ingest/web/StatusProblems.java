package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/** Problems for a bare HTTP status, as frameworks give them. */
final class StatusProblems {
  private StatusProblems() {}

  /** The document of a status; statuses without a code of their own keep their number. */
  static Problem of(int status) {
    ProblemCode code =
        switch (status) {
          case 401 -> ProblemCode.UNAUTHENTICATED;
          case 403 -> ProblemCode.FORBIDDEN;
          case 404 -> ProblemCode.NOT_FOUND;
          case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
          case 406 -> ProblemCode.NOT_ACCEPTABLE;
          case 408 -> ProblemCode.TOO_SLOW;
          case 413 -> ProblemCode.TOO_LARGE;
          case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
          case 422 -> ProblemCode.INVALID;
          case 429 -> ProblemCode.RATE_LIMITED;
          case 503 -> ProblemCode.UNAVAILABLE;
          default -> status >= 500 ? ProblemCode.INTERNAL : ProblemCode.BAD_REQUEST;
        };
    return new Problem(status, code, List.of(), Map.of());
  }
}
