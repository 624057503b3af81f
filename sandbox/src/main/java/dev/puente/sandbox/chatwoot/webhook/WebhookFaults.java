package dev.puente.sandbox.chatwoot.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of webhook delivery: other order, duplicates, loss. All off at first. Thread-safe. */
public final class WebhookFaults {

  private volatile Duration shuffleWithin = Duration.ZERO;
  private volatile int copies = 1;
  private volatile boolean sameDeliveryId = true;
  private final AtomicInteger toDrop = new AtomicInteger();

  /**
   * Delays each delivery by a random time below the given one, so that they overtake each other.
   */
  public void shuffle(Duration within) {
    shuffleWithin = within;
  }

  /**
   * Sends each event so many times.
   *
   * @param sameId whether the copies carry one delivery id, as a job that is run again does, or
   *     each its own, as a repeated dispatch does (CONTRACT 1.6)
   */
  public void duplicate(int count, boolean sameId) {
    copies = Math.max(1, count);
    sameDeliveryId = sameId;
  }

  /** Loses the next deliveries. */
  public void drop(int count) {
    toDrop.set(count);
  }

  /** Back to one delivery each, in order. */
  public void clear() {
    shuffle(Duration.ZERO);
    duplicate(1, true);
    drop(0);
  }

  Duration shuffleWithin() {
    return shuffleWithin;
  }

  int copies() {
    return copies;
  }

  boolean sameDeliveryId() {
    return sameDeliveryId;
  }

  boolean takeDrop() {
    return toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
