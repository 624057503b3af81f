package dev.puente.ingest.problem;

import java.util.List;

/**
 * One thing that is wrong with one field.
 *
 * @param field path in the request, for example {@code lead.email}; empty for the whole request
 * @param arguments what the message of the code fills in; never personal data
 */
public record FieldProblem(String field, FieldCode code, List<String> arguments) {
  /** A problem with the arguments of its message. */
  public static FieldProblem of(String field, FieldCode code, Object... arguments) {
    return new FieldProblem(
        field, code, java.util.Arrays.stream(arguments).map(Object::toString).toList());
  }
}
