package dev.puente.ingest.web;

import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies up to a limit. */
public final class Bodies {
  private Bodies() {}

  /**
   * The body as it was sent.
   *
   * @throws dev.puente.ingest.problem.ProblemException 413 when it is longer than {@code limit}
   *     bytes; it is not read further then
   */
  public static byte[] read(HttpServletRequest request, int limit) throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw Problem.of(ProblemCode.TOO_LARGE).exception();
    }
    InputStream in = request.getInputStream();
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw Problem.of(ProblemCode.TOO_LARGE).exception();
    }
    return bytes;
  }

  /**
   * The body as a JSON object.
   *
   * @throws dev.puente.ingest.problem.ProblemException 413, 415 for another content type, 400 when
   *     it is not readable
   */
  public static ObjectNode json(HttpServletRequest request, int limit, JsonText parser)
      throws IOException {
    requireJson(request);
    return parsed(read(request, limit), parser);
  }

  /**
   * The same for strangers, who get memory and time from a budget.
   *
   * @throws dev.puente.ingest.problem.ProblemException also as {@link BodyBudget#read}
   */
  public static ObjectNode json(
      HttpServletRequest request, int limit, JsonText parser, BodyBudget budget)
      throws IOException {
    requireJson(request);
    try (BodyBudget.Body body = budget.read(request, limit)) {
      return parsed(body.bytes(), parser);
    }
  }

  private static ObjectNode parsed(byte[] bytes, JsonText parser) {
    return parser.object(bytes).orElseThrow(() -> Problem.of(ProblemCode.NOT_JSON).exception());
  }

  private static void requireJson(HttpServletRequest request) {
    requirePlain(request);
    if (!isJson(mediaType(request))) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).exception();
    }
  }

  /**
   * Refuses compressed bodies: their limits would be those of what they hide.
   *
   * @throws dev.puente.ingest.problem.ProblemException 415
   */
  public static void requirePlain(HttpServletRequest request) {
    @Nullable String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).exception();
    }
  }

  /**
   * Refuses bodies that do not say they are JSON lines.
   *
   * @throws dev.puente.ingest.problem.ProblemException 415
   */
  public static void requireNdjson(HttpServletRequest request) {
    requirePlain(request);
    if (!isNdjson(mediaType(request))) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).exception();
    }
  }

  /** The registered and the usual names of JSON lines, plain text, or none at all. */
  public static boolean isNdjson(String mediaType) {
    return switch (mediaType) {
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "application/json",
          "text/plain",
          "" ->
          true;
      default -> false;
    };
  }

  /** The media type without parameters, in lower case; empty when none is given. */
  public static String mediaType(HttpServletRequest request) {
    @Nullable String header = request.getContentType();
    if (header == null) {
      return "";
    }
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** JSON, a {@code +json} type, or none at all. */
  private static boolean isJson(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.equals("application/json")
        || mediaType.equals("text/json")
        || mediaType.startsWith("application/") && mediaType.endsWith("+json");
  }
}
