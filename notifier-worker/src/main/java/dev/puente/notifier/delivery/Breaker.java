package dev.puente.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops calls to an installation that failed several times in a row. After a rest one call may try;
 * its result closes the breaker or doubles the rest up to a limit. Thread-safe.
 */
public final class Breaker {
  private final int threshold;
  private final Duration firstRest;
  private final Duration longestRest;
  private int failures;
  private Duration rest;
  private Instant openUntil = Instant.MIN;

  /** Opens after {@code threshold} failures in a row. */
  public Breaker(int threshold, Duration firstRest, Duration longestRest) {
    this.threshold = threshold;
    this.firstRest = firstRest;
    this.longestRest = longestRest;
    this.rest = firstRest;
  }

  /** Empty: call. Otherwise: not before that moment. */
  public synchronized Optional<Instant> closedUntil(Instant now) {
    if (failures < threshold) {
      return Optional.empty();
    }
    if (now.isBefore(openUntil)) {
      return Optional.of(openUntil);
    }
    openUntil = now.plus(rest); // one call tries; the others wait another rest
    return Optional.empty();
  }

  /** The installation answered. */
  public synchronized void succeeded() {
    failures = 0;
    rest = firstRest;
    openUntil = Instant.MIN;
  }

  /** The installation did not answer, or with a fault of its own. */
  public synchronized void failed(Instant now) {
    failures++;
    if (failures == threshold) {
      openUntil = now.plus(rest);
    } else if (failures > threshold) {
      Duration doubled = rest.multipliedBy(2);
      rest = doubled.compareTo(longestRest) > 0 ? longestRest : doubled;
      openUntil = now.plus(rest);
    }
  }
}
