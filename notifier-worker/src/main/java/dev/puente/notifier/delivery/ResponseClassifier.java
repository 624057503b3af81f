package dev.puente.notifier.delivery;

import dev.puente.schemas.delivery.WorkerReasons;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns status codes into problems. Chatwoot v4.16.2: success is 200 everywhere; message creation
 * rescues every exception as 422; decide on {@code attributes}, because texts are localised.
 */
public final class ResponseClassifier {
  /** The flood guard of a conversation counts one minute. */
  private static final long FLOOD_SECONDS = 61;

  private ResponseClassifier() {}

  /**
   * What an unsuccessful answer means.
   *
   * @param status HTTP status, not 2xx
   * @param attributes refused fields named by the body
   * @param text error text of the body, empty when there is none
   * @param nextWindow when the server's rate window ends, jitter included
   */
  public static Problem classify(
      Effect effect,
      int status,
      Set<String> attributes,
      String text,
      Instant now,
      Instant nextWindow) {
    return switch (status) {
      case 401, 403 -> new Problem.Blocked(status);
      case 404 -> new Problem.Missing();
      case 429 -> new Problem.Limited(status, WorkerReasons.RATE_LIMITED, nextWindow);
      case 422 -> unprocessable(effect, attributes, text, now);
      case 408 -> noAnswer(effect, status, "request_timeout");
      default -> {
        if (status >= 500) {
          yield noAnswer(effect, status, WorkerReasons.SERVER_ERROR);
        }
        // A redirect was not followed and not acted upon: the base URL is wrong.
        yield status < 400
            ? new Problem.Unavailable(status, "unexpected_status", null)
            : new Problem.Refused(status, attributes);
      }
    };
  }

  /** What it means that no usable answer came although the request may have arrived. */
  public static Problem noAnswer(Effect effect, @Nullable Integer status, String reason) {
    boolean finished = status != null;
    return switch (effect) {
      case READ -> new Problem.Unavailable(status, reason, null);
      // A replacing call that ended may run again; one that hangs could still overwrite a later
      // one.
      case REPLACE ->
          finished
              ? new Problem.Unavailable(status, reason, null)
              : new Problem.Unclear(null, reason);
      case CREATE, CREATE_MESSAGE -> new Problem.Unclear(status, reason);
    };
  }

  private static Problem unprocessable(
      Effect effect, Set<String> attributes, String text, Instant now) {
    if (effect != Effect.CREATE_MESSAGE) {
      return new Problem.Refused(422, attributes);
    }
    if (text.contains("Too many messages")) {
      return new Problem.Limited(422, "conversation_flooded", now.plusSeconds(FLOOD_SECONDS));
    }
    // In English the text of a validation is recognisable; anything else may be a fault of the
    // server after it had stored the message.
    return text.startsWith("Validation failed") || !attributes.isEmpty()
        ? new Problem.Refused(422, attributes)
        : new Problem.Unclear(422, "message_not_accepted");
  }
}
