package dev.puente.notifier.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Time that passes only when somebody rests or the test says so. */
final class TestPacer implements Pacer {
  static final Instant START = Instant.parse("2026-07-28T10:00:10Z");

  private long nanos;
  private Runnable onRest = () -> {};

  /** Runs whenever somebody rests. */
  void onRest(Runnable action) {
    onRest = action;
  }

  synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public synchronized Instant instant() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public boolean rest(Duration duration, BooleanSupplier wanted) {
    if (!wanted.getAsBoolean()) {
      return false;
    }
    advance(duration);
    onRest.run();
    return wanted.getAsBoolean();
  }
}
