package dev.puente.benchmarks.process;

import java.io.IOException;
import java.time.Duration;

/** Ends a child process when its parent is gone, however the parent ended. */
public final class Lifeline {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Lifeline() {}

  /** From now on this JVM ends when its standard input does. */
  public static void hold() {
    Thread.ofPlatform()
        .daemon()
        .name("lifeline")
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // The parent writes nothing.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              Thread.ofPlatform().daemon().start(Lifeline::haltSoon);
              Runtime.getRuntime().exit(0);
            });
  }

  /** Orderly ends that hang are cut off. */
  private static void haltSoon() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      // Then at once.
    }
    Runtime.getRuntime().halt(0);
  }
}
