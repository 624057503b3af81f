package dev.puente.benchmarks.links;

import dev.puente.benchmarks.process.Lifeline;
import dev.puente.matcher.MatcherApplication;

/** Puente's matcher as it is shipped. */
public final class MatcherProcess {
  private MatcherProcess() {}

  /** Arguments: those of the matcher. */
  public static void main(String[] arguments) {
    Lifeline.hold();
    MatcherApplication.main(arguments);
  }
}
