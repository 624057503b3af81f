package dev.puente.benchmarks.links;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints one line for each measurement. */
final class LinkReport {
  private final PrintWriter out;

  LinkReport(PrintWriter out) {
    this.out = out;
  }

  /** Work done, with its rate and what it cost the matcher. */
  Rate rate(String what, long number, long nanos, Duration cpu) {
    Rate rate = new Rate(number * 1e9 / nanos, cpu.toNanos() / 1e3 / number);
    line(
        "%s: %d in %.1f s, %.0f/s, %.0f us of CPU each",
        what, number, nanos / 1e9, rate.perSecond(), rate.cpuMicros());
    return rate;
  }

  /** How one rate compares with the ordinary one of the same run. */
  void ratio(String what, Rate special, Rate ordinary) {
    line(
        "%s: %.2f of the ordinary rate, %.2f of its CPU",
        what,
        special.perSecond() / ordinary.perSecond(),
        special.cpuMicros() / ordinary.cpuMicros());
  }

  void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** Of one measurement. */
  record Rate(double perSecond, double cpuMicros) {}
}
