package dev.puente.ingest.publish;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the broker is known to be away: after {@value #MISSES} failures in a row, until the next
 * success. Fed by acknowledgements and by the probe of {@link BrokerWatch}.
 */
public final class BrokerState {
  /** Failures in a row that count as "away". */
  public static final int MISSES = 2;

  private final AtomicInteger misses = new AtomicInteger();

  /** The broker answered. */
  public void seen() {
    if (misses.get() != 0) {
      misses.set(0);
    }
  }

  /** The broker did not answer. */
  public void missed() {
    misses.updateAndGet(n -> Math.min(n + 1, MISSES));
  }

  /** The broker is away. */
  public void away() {
    misses.set(MISSES);
  }

  /** False while the broker is known to be away. */
  public boolean reachable() {
    return misses.get() < MISSES;
  }
}
