package dev.puente.ingest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context (level 1): continues the caller's trace with a new span, or begins a new trace.
 */
public final class TraceParents {
  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private final RandomGenerator random;

  /** Draws ids from this source, which must be safe for several threads. */
  public TraceParents(RandomGenerator random) {
    this.random = random;
  }

  /** The {@code traceparent} for records of this request. */
  public String of(HttpServletRequest request) {
    return next(request.getHeader("traceparent"));
  }

  /** The next {@code traceparent} after an incoming one; a new trace when that is not valid. */
  public String next(@Nullable String incoming) {
    if (incoming != null && VALID.matcher(incoming).matches()) {
      return incoming.substring(0, 36) + hex(8) + incoming.substring(52);
    }
    return "00-" + hex(16) + "-" + hex(8) + "-01";
  }

  private String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    id[0] |= 1;
    return HexFormat.of().formatHex(id);
  }
}
