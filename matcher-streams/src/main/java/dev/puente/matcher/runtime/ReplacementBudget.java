package dev.puente.matcher.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often failed threads may still be replaced: a number within a sliding window. */
final class ReplacementBudget {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final int limit;
  private final InstantSource clock;
  private final Deque<Instant> taken = new ArrayDeque<>();

  ReplacementBudget(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** Takes one replacement; false when the window holds as many as allowed. */
  synchronized boolean take() {
    Instant now = clock.instant();
    while (!taken.isEmpty() && taken.getFirst().isBefore(now.minus(WINDOW))) {
      taken.removeFirst();
    }
    if (taken.size() >= limit) {
      return false;
    }
    taken.addLast(now);
    return true;
  }
}
