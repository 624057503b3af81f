package dev.puente.sandbox.chatwoot.http;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** An answer before it is sent. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, String contentType, byte[] body) {

  private static final String JSON = "application/json; charset=utf-8";

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, JSON, Json.bytes(body));
  }

  /** No body, as Rails' {@code head}. */
  public static Reply empty(int status) {
    return new Reply(status, JSON, new byte[0]);
  }

  public static Reply text(int status, String contentType, String text) {
    return new Reply(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply of(Problem problem) {
    JsonNode body = problem.body();
    return body == null ? empty(problem.status()) : json(problem.status(), body);
  }

  /** The answer of a throttle (CONTRACT 6): no {@code Retry-After}, not JSON. */
  public static Reply retryLater() {
    return text(429, "text/plain", "Retry later\n");
  }

  /**
   * A database statement that took too long, which message creation answers as 422 (CONTRACT 3.2).
   */
  private static Reply queryCancelled() {
    return of(Problem.error(422, "The request took too long to complete. Please try again."));
  }

  /**
   * What a fault answers: a cancelled query, the throttle's text, a proxy's page, or the
   * framework's error.
   */
  public static Reply fault(int status) {
    return switch (status) {
      case 422 -> queryCancelled();
      case 429 -> retryLater();
      case 502, 503, 504 ->
          text(
              status,
              "text/html",
              "<html><head><title>" + status + "</title></head><body>nginx</body></html>\n");
      default -> of(Problem.framework(status, Reasons.phrase(status)));
    };
  }
}
