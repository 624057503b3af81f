package dev.puente.notifier.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Time of one worker: reading it and letting it pass. Tests bring their own. */
public interface Pacer extends InstantSource {
  /** Monotonic time for leases. */
  long nanoTime();

  /**
   * Lets time pass.
   *
   * @return false when the work was called off, or the thread interrupted, before the time was over
   */
  boolean rest(Duration duration, BooleanSupplier wanted);

  /** Real time; waits look every {@code slice} whether they are still wanted. */
  static Pacer real(InstantSource clock, LongSupplier nanos, Duration slice) {
    return new RealPacer(clock, nanos, slice);
  }
}
