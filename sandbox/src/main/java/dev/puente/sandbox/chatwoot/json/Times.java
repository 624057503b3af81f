package dev.puente.sandbox.chatwoot.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The three forms in which Chatwoot writes a time. */
public final class Times {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** ISO 8601 in UTC with milliseconds; null for null. */
  public static @Nullable String iso(@Nullable Instant time) {
    return time == null ? null : ISO.format(time);
  }

  /** Whole seconds since 1970; 0 stands for null. */
  public static long epoch(@Nullable Instant time) {
    return time == null ? 0 : time.getEpochSecond();
  }

  /**
   * The given time, or a millisecond after the previous one when no time has passed: saves are told
   * apart.
   */
  public static Instant next(Instant previous, Instant now) {
    return now.toEpochMilli() > previous.toEpochMilli() ? now : previous.plusMillis(1);
  }

  /** Seconds since 1970 with microseconds. */
  public static BigDecimal precise(Instant time) {
    return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time), 6);
  }
}
