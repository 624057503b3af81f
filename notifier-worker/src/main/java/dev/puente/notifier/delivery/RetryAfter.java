package dev.puente.notifier.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date. */
public final class RetryAfter {
  /** A longer wait is not believed: the mailbox asks again. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  private RetryAfter() {}

  /** The moment that it names, at most 15 minutes from now; empty when it names none. */
  public static Optional<Instant> moment(String value, Instant now) {
    return named(value.strip(), now)
        .map(moment -> moment.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : moment);
  }

  private static Optional<Instant> named(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(now.plusSeconds(Long.parseLong(value)));
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
