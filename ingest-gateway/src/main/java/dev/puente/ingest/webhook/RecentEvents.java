package dev.puente.ingest.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Deliveries that were kept a short while ago, at most {@code limit}, the oldest forgotten first;
 * about 200 bytes each. Saves work for repeated deliveries and promises nothing: other instances
 * and restarts know nothing of it.
 */
final class RecentEvents {
  private final long keptNanos;
  private final LongSupplier nanos;
  private final Map<String, Long> keptAt;

  /**
   * @param limit most of them; 0: none are remembered
   * @param kept how long
   * @param nanos a clock that never goes back
   */
  RecentEvents(int limit, Duration kept, LongSupplier nanos) {
    this.keptNanos = kept.toNanos();
    this.nanos = nanos;
    this.keptAt =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > limit;
          }
        };
  }

  /** Whether this one was kept a short while ago. */
  synchronized boolean holds(String delivery) {
    Long at = keptAt.get(delivery);
    return at != null && nanos.getAsLong() - at < keptNanos;
  }

  /** This one was kept just now. */
  synchronized void remember(String delivery) {
    keptAt.remove(delivery);
    keptAt.put(delivery, nanos.getAsLong());
  }
}
