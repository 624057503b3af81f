package dev.puente.ingest.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal: what kind, all field problems at once, and headers that belong to the answer.
 *
 * @param status HTTP status, usually the code's own
 */
public record Problem(
    int status, ProblemCode code, List<FieldProblem> errors, Map<String, String> headers) {

  /** Copies its collections. */
  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A problem without further details. */
  public static Problem of(ProblemCode code) {
    return new Problem(code.status(), code, List.of(), Map.of());
  }

  /** A readable request that is wrong: 422 with everything that is. */
  public static Problem invalid(List<FieldProblem> errors) {
    return new Problem(ProblemCode.INVALID.status(), ProblemCode.INVALID, errors, Map.of());
  }

  /** The same with one more header. */
  public Problem header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, errors, more);
  }

  /** As an exception, for the place that decides to answer with it. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
