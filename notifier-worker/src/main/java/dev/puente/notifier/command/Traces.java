package dev.puente.notifier.command;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trace context (W3C, version 00) and ids of records that we write. */
public final class Traces {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})");

  private final RandomGenerator random;

  /** Ids from that source; it must be safe for many threads. */
  public Traces(RandomGenerator random) {
    this.random = random;
  }

  /** Continues a trace, or begins one when there is none that can be read. */
  String childOf(@Nullable String parent) {
    var matcher = TRACEPARENT.matcher(parent == null ? "" : parent);
    return matcher.matches()
        ? "00-" + matcher.group(1) + "-" + hex(8) + "-" + matcher.group(2)
        : "00-" + hex(16) + "-" + hex(8) + "-01";
  }

  String eventId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String hex(int bytes) {
    byte[] buffer = new byte[bytes];
    random.nextBytes(buffer);
    return HexFormat.of().formatHex(buffer);
  }
}
