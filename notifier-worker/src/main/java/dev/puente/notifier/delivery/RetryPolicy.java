package dev.puente.notifier.delivery;

import java.time.Duration;

/**
 * Exponential delays between attempts of a read. Jitter only ever lengthens a delay, by less than
 * one factor, so no delay is shorter than the one before.
 *
 * @param attempts how often a read is tried in all, 1 to 10
 * @param firstDelay before the second attempt
 * @param longestDelay cap, jitter included
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay) {
  /** Rejects what would not end or not wait. */
  public RetryPolicy {
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts must be 1 to 10, was " + attempts);
    }
    if (firstDelay.isNegative() || firstDelay.isZero() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "first-delay must be positive and at most longest-delay, was "
              + firstDelay
              + " and "
              + longestDelay);
    }
  }

  /**
   * The wait after a failed attempt.
   *
   * @param attempt number of the failed attempt, from 1
   * @param random at least 0, less than 1
   */
  public Duration delayAfter(int attempt, double random) {
    double base = firstDelay.toNanos() * Math.pow(2, attempt - 1.0);
    double withJitter = base * (1 + random);
    return Duration.ofNanos((long) Math.min(withJitter, longestDelay.toNanos()));
  }

  /** Upper bound of all waits together. */
  public Duration longestTotal() {
    Duration total = Duration.ZERO;
    for (int attempt = 1; attempt < attempts; attempt++) {
      total = total.plus(delayAfter(attempt, 1.0));
    }
    return total;
  }
}
