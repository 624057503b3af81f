package dev.puente.sandbox.chatwoot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. */
final class MovableClock implements InstantSource {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-07-27T10:00:00.204Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  void set(Instant time) {
    now.set(time);
  }

  void advance(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }
}
