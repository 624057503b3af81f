package dev.puente.notifier.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Sleeps in slices; meant for virtual threads and the poll thread. */
record RealPacer(InstantSource clock, LongSupplier nanos, Duration slice) implements Pacer {
  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return nanos.getAsLong();
  }

  @Override
  public boolean rest(Duration duration, BooleanSupplier wanted) {
    long end = nanoTime() + duration.toNanos();
    while (true) {
      long left = end - nanoTime();
      if (left <= 0) {
        return true;
      }
      if (!wanted.getAsBoolean()) {
        return false;
      }
      try {
        Thread.sleep(Duration.ofNanos(Math.min(left, slice.toNanos())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
