package dev.puente.benchmarks.process;

import java.io.IOException;

/** Ends a child process when its parent is gone, however the parent ended. */
public final class Lifeline {
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
              Runtime.getRuntime().halt(0);
            });
  }
}
