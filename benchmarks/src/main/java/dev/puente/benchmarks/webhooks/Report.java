package dev.puente.benchmarks.webhooks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The measurements as a table, medians of the rounds. */
final class Report {
  private static final String ROW = "| %-26s | %5s | %9s | %7s | %25s | %9s | %9s | %8s | %6s |%n";

  private Report() {}

  /** The table for one number of connections. */
  static String table(int connections, Map<String, List<Sample>> samples) {
    StringBuilder out = new StringBuilder();
    out.append(
        row(
            "server",
            "conns",
            "req/s",
            "errors",
            "half load p50/p99/p99.9 ms",
            "at req/s",
            "CPU us",
            "broker",
            "MiB"));
    out.append(row("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"));
    samples.forEach(
        (title, rounds) ->
            out.append(
                row(
                    title,
                    Integer.toString(connections),
                    number(median(rounds, s -> s.full().successRate()), 0),
                    number(total(rounds), 0),
                    number(median(rounds, s -> s.half().millisAt(50)), 1)
                        + " / "
                        + number(median(rounds, s -> s.half().millisAt(99)), 1)
                        + " / "
                        + number(median(rounds, s -> s.half().millisAt(99.9)), 1),
                    number(median(rounds, s -> s.half().successRate()), 0),
                    number(median(rounds, Sample::serverMicrosPerRequest), 0),
                    number(median(rounds, Sample::brokerMicrosPerRequest), 0),
                    number(median(rounds, s -> s.residentMiB()), 0))));
    return out.toString();
  }

  /** The middle of the ratios of the rates, each of two neighbours in time. */
  static OptionalDouble ratio(List<Sample> one, List<Sample> other) {
    int rounds = Math.min(one.size(), other.size());
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = one.get(i).full().successRate() / other.get(i).full().successRate();
    }
    java.util.Arrays.sort(ratios);
    return rounds == 0 ? OptionalDouble.empty() : OptionalDouble.of(ratios[rounds / 2]);
  }

  private static double total(List<Sample> rounds) {
    return rounds.stream()
        .mapToDouble(
            s ->
                s.full().failed()
                    + s.half().failed()
                    + s.half().unsent()
                    + (s.full().answered() - s.full().succeeded())
                    + (s.half().answered() - s.half().succeeded()))
        .sum();
  }

  private static double median(List<Sample> rounds, ToDoubleFunction<Sample> value) {
    List<Double> sorted =
        rounds.stream().map(value::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }
}
