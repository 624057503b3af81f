package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Whether the broker is known to be away: after {@value #MISSES} failures in a row, until the next
 * success; and while records are under way of which none was acknowledged for a while. Fed by what
 * becomes of records and by the probe of {@link BrokerWatch}.
 */
public final class BrokerState {
  /** Failures in a row that count as "away". */
  public static final int MISSES = 2;

  private final long silenceNanos;
  private final LongSupplier nanos;
  private final AtomicInteger misses = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();

  /** When a record was acknowledged last, or the first one after a pause was handed over. */
  private volatile long lastProgress;

  /**
   * @param silence how long records under way may all remain without acknowledgement
   * @param nanos a clock that never goes back
   */
  public BrokerState(Duration silence, LongSupplier nanos) {
    this.silenceNanos = silence.toNanos();
    this.nanos = nanos;
  }

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

  /** A record was handed over; {@link #acknowledged} or {@link #ended} follows. */
  void began() {
    // The time comes first: nobody may see a record under way beside the time of an old one.
    if (underWay.get() == 0) {
      lastProgress = nanos.getAsLong();
    }
    underWay.incrementAndGet();
  }

  /** A record was acknowledged. */
  void acknowledged() {
    lastProgress = nanos.getAsLong();
    underWay.decrementAndGet();
    seen();
  }

  /** A record was not written. */
  void ended() {
    underWay.decrementAndGet();
  }

  /** False while the broker is known to be away. */
  public boolean reachable() {
    return misses.get() < MISSES && !silent();
  }

  private boolean silent() {
    return underWay.get() > 0 && nanos.getAsLong() - lastProgress > silenceNanos;
  }
}
