package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that ends without effect, with the status and body of CONTRACT 3.2. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable JsonNode body;

  private Problem(int status, @Nullable JsonNode body) {
    super("HTTP " + status, null, false, false);
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Null for an empty body. */
  public @Nullable JsonNode body() {
    return body;
  }

  /** {@code {"error": text}} with the given status. */
  public static Problem error(int status, String text) {
    return new Problem(status, Json.object().put("error", text));
  }

  public static Problem notFound() {
    return error(404, "Resource could not be found");
  }

  public static Problem emptyNotFound() {
    return new Problem(404, null);
  }

  public static Problem forbiddenRecord() {
    return error(401, "You are not authorized to do this action");
  }

  public static Problem missingParameter(String name) {
    return error(422, "param is missing or the value is empty: " + name);
  }

  public static Problem notSignedIn() {
    return new Problem(
        401,
        Json.object()
            .set(
                "errors",
                Json.array(List.of("You need to sign in or sign up before continuing."))));
  }

  /** The framework's own page for a status, when nothing handled the failure. */
  public static Problem framework(int status, String text) {
    return new Problem(status, Json.object().put("status", status).put("error", text));
  }

  public static Problem serverError() {
    return framework(500, "Internal Server Error");
  }

  /** A failed model validation: {@code {"message", "attributes"}}. */
  public static Problem invalid(List<Violation> violations) {
    List<String> messages = violations.stream().map(Violation::message).toList();
    return new Problem(
        422,
        Json.object()
            .put("message", String.join(", ", messages))
            .set(
                "attributes",
                Json.array(violations.stream().map(Violation::attribute).distinct().toList())));
  }

  /** One broken rule of a model. */
  public record Violation(String attribute, String message) {}
}
