package dev.puente.notifier.delivery;

import java.time.Instant;

/**
 * How many requests an installation may get in one minute. Chatwoot counts in windows aligned to
 * the clock (epoch divided by 60 s), so this does too. Whoever takes an installation over does not
 * know what the previous owner spent in the current window, at most {@code budget}: it spends at
 * most {@code limit − budget} until the window ends. Thread-safe.
 */
public final class MinuteBudget {
  private static final long WINDOW_SECONDS = 60;

  private final int limit;
  private final int budget;
  private long window = Long.MIN_VALUE;
  private int used;

  /**
   * A budget.
   *
   * @param limit requests that the server accepts in a minute
   * @param budget requests that we may use of them
   */
  public MinuteBudget(int limit, int budget) {
    if (budget < 1 || budget > limit) {
      throw new IllegalArgumentException(
          "budget must be between 1 and the limit " + limit + ", was " + budget);
    }
    this.limit = limit;
    this.budget = budget;
  }

  /**
   * Takes one request out of the current window.
   *
   * @param ownedSince when the installation came to this owner
   * @return false when the window is used up
   */
  public synchronized boolean take(Instant now, Instant ownedSince) {
    long current = windowOf(now);
    if (current != window) {
      window = current;
      used = 0;
    }
    int allowed = windowOf(ownedSince) == current ? Math.min(budget, limit - budget) : budget;
    if (used >= allowed) {
      return false;
    }
    used++;
    return true;
  }

  /** When the window of that moment ends. */
  public static Instant nextWindow(Instant now) {
    return Instant.ofEpochSecond((windowOf(now) + 1) * WINDOW_SECONDS);
  }

  private static long windowOf(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), WINDOW_SECONDS);
  }
}
