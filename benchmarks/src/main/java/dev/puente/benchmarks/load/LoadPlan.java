package dev.puente.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What load to make.
 *
 * @param connections kept open, each with one request at a time
 * @param ratePerSecond how many requests are due each second, whatever the answers do; 0: as many
 *     as the connections manage (a closed loop, whose latencies say little)
 * @param duration of the schedule
 * @param patience how long after the schedule's end the last requests may take
 */
public record LoadPlan(
    InetSocketAddress target,
    int connections,
    double ratePerSecond,
    Duration duration,
    Duration patience) {

  /** Checks ranges. */
  public LoadPlan {
    if (connections < 1 || connections > 10_000) {
      throw new IllegalArgumentException("connections must be 1 to 10000, was " + connections);
    }
    if (!(ratePerSecond >= 0 && ratePerSecond <= 1e7)) {
      throw new IllegalArgumentException("rate must be 0 to 10000000, was " + ratePerSecond);
    }
    if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("duration must be above 0 to 1 h, was " + duration);
    }
  }

  /** Whether requests are due at fixed times. */
  public boolean openLoop() {
    return ratePerSecond > 0;
  }

  /** How many requests the schedule has; unlimited in a closed loop. */
  long scheduled() {
    return openLoop()
        ? Math.max(1, (long) (ratePerSecond * duration.toNanos() / 1e9))
        : Long.MAX_VALUE;
  }

  /** When the n-th request is due, in nanoseconds from the start. */
  long dueAfter(long n) {
    return (long) (n * (1e9 / ratePerSecond));
  }
}
