package dev.puente.benchmarks.phone;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures phone keys with JMH, with one thread and with two. The best of many short iterations
 * counts: whatever else runs on the machine only ever slows one down. Processor time is the better
 * number on a busy machine.
 */
@Command(
    name = "phone-keys",
    description = "What a phone key costs: E.164, typed and cached texts, one thread and two.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class PhoneKeysCommand implements Callable<Integer> {
  private static final int[] THREADS = {1, 2};

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--forks", defaultValue = "1", description = "JVMs of each measurement")
  private int forks = 1;

  @Override
  public Integer call() throws RunnerException {
    Map<String, double[]> throughput = new TreeMap<>();
    Map<String, double[]> processor = new TreeMap<>();
    Map<String, Double> garbage = new TreeMap<>();
    for (int i = 0; i < THREADS.length; i++) {
      for (RunResult result : run(THREADS[i])) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
        throughput.computeIfAbsent(name, key -> new double[THREADS.length])[i] =
            result.getPrimaryResult().getStatistics().getMax();
        processor.computeIfAbsent(name, key -> new double[THREADS.length])[i] =
            secondary(result, ProcessorTime.NAME) / 1_000;
        garbage.put(name, secondary(result, "gc.alloc.rate.norm"));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-8s %22s %22s %8s %10s%n",
        "", "CPU us/key, 1 / 2 thr.", "keys/s, 1 / 2 thr.", "2 to 1", "bytes");
    throughput.forEach(
        (name, keys) ->
            out.printf(
                Locale.ROOT,
                "%-8s %10.3f / %9.3f %10.0f / %9.0f %8.2f %10.0f%n",
                name,
                cell(processor, name)[0],
                cell(processor, name)[1],
                keys[0] * 1_000_000,
                keys[1] * 1_000_000,
                keys[1] / keys[0],
                garbage.getOrDefault(name, Double.NaN)));
    out.flush();
    return 0;
  }

  private static double[] cell(Map<String, double[]> results, String name) {
    return results.getOrDefault(name, new double[THREADS.length]);
  }

  private static double secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? Double.NaN : found.getScore();
  }

  private Collection<RunResult> run(int threads) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(PhoneKeysBenchmark.class.getSimpleName())
                .threads(threads)
                .forks(forks)
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }
}
