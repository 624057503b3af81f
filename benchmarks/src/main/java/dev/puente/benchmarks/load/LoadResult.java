package dev.puente.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of a load. {@code answered + failed + unsent} is what was scheduled (or, in a closed
 * loop, tried).
 *
 * @param latencies microseconds from the time a request was due to its answer; what failed or was
 *     never sent counts with the time it waited
 * @param statuses answers by HTTP status
 * @param failed broken connections and timeouts
 * @param unsent due, but no connection was free before the patience ended
 */
public record LoadResult(
    Histogram latencies, Map<Integer, Long> statuses, long failed, long unsent, Duration elapsed) {

  /** Answers with a status below 300. */
  public long succeeded() {
    return statuses.entrySet().stream()
        .filter(entry -> entry.getKey() < 300)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Successes per second. */
  public double successRate() {
    return succeeded() / (elapsed.toNanos() / 1e9);
  }

  /** All answers. */
  public long answered() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A percentile of the latency in milliseconds. */
  public double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e3;
  }
}
