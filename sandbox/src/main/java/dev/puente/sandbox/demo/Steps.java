package dev.puente.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the steps of the demo one after the other and prints what was seen and how long it took. */
final class Steps {
  /** The longest wait for one observation. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** What a step saw; it fails by throwing {@link NotSeenException}. */
  interface Step {
    String observe() throws Exception;
  }

  /** Something did not appear in time. */
  static final class NotSeenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSeenException(String what) {
      super(what);
    }
  }

  private final PrintStream out;
  private final List<String> failed = new ArrayList<>();

  Steps(PrintStream out) {
    this.out = out;
  }

  void run(String name, Step step) {
    long start = System.nanoTime();
    String mark = "ok";
    String seen;
    try {
      seen = step.observe();
    } catch (Exception e) {
      mark = "NOT SEEN";
      seen = e instanceof NotSeenException ? e.getMessage() : e.toString();
      failed.add(name);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%-8s %6.2f s  %s%n", mark, seconds, name);
    out.printf("                   %s%n", seen);
    out.flush();
  }

  /** Names of the steps that were not observed. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  /** Looks until the supplier finds something; {@link NotSeenException} after the limit. */
  static <T> T await(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new NotSeenException(what + " did not appear within " + LIMIT.toSeconds() + " s");
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotSeenException("interrupted while waiting for " + what);
      }
    }
  }

  /** Throws {@link NotSeenException} unless the condition holds. */
  static void require(boolean condition, String what) {
    if (!condition) {
      throw new NotSeenException(what);
    }
  }
}
