package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.load.LoadDriver;
import dev.puente.benchmarks.load.LoadPlan;
import dev.puente.benchmarks.load.LoadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the webhook path beside other servers, all in one run on this machine. */
@Command(
    name = "webhooks",
    description = {
      "What the webhook path costs, beside other servers.",
      "Signed webhooks over loopback: Puente, Puente without Kafka, Helidon SE doing the same"
          + " work, and the Strimzi Kafka Bridge when its path is given. Each server is a process"
          + " of its own."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class WebhooksCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Further slices of the warm-up time. */
  private static final int WARM_UP_SLICES = 4;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--connections", split = ",", defaultValue = "64", description = "one or several")
  private List<Integer> connections = List.of(64);

  @Option(names = "--warm-up", defaultValue = "PT30S", description = "of each server, at least")
  private Duration warmUp = Duration.ofSeconds(30);

  @Option(
      names = "--warm-up-requests",
      defaultValue = "150000",
      description = "the same in requests, within five times that time")
  private long warmUpRequests = 150_000;

  @Option(names = "--duration", defaultValue = "PT10S", description = "of each measurement")
  private Duration duration = Duration.ofSeconds(10);

  @Option(names = "--rounds", defaultValue = "3", description = "servers take turns; medians count")
  private int rounds = 3;

  @Option(
      names = "--servers",
      split = ",",
      defaultValue = "puente,no-kafka,helidon",
      description = "which: puente, no-kafka, helidon")
  private List<String> servers = List.of();

  @Option(names = "--bridge", description = "the Strimzi Kafka Bridge: unpacked release or jar")
  private @Nullable Path bridge;

  @Option(
      names = "--jvm",
      defaultValue = "-Xms64m -Xmx256m -XX:+UseParallelGC",
      description = "flags of the servers' JVMs")
  private String jvm = "";

  @Option(
      names = "--other-jvm",
      paramLabel = "FLAGS",
      description = "flags of one more gateway that takes turns, to compare")
  private @Nullable String otherJvm;

  @Option(
      names = "--spool",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "whether the gateways have a spool, as shipped")
  private boolean spool = true;

  private final AtomicLong numbers = new AtomicLong();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    boolean answered;
    try (Servers all = new Servers(flags(jvm))) {
      environment(out);
      List<Target> targets = start(all, out);
      for (Target target : targets) {
        progress("warming up " + target.title());
        warmUp(target);
      }
      answered = true;
      for (int count : connections) {
        answered &= measure(all, targets, count, out);
      }
    }
    return answered ? 0 : 1;
  }

  private List<Target> start(Servers all, PrintWriter out) throws InterruptedException {
    List<Target> targets = new ArrayList<>();
    for (String server : servers) {
      progress("starting " + server);
      targets.add(
          switch (server) {
            case "puente" -> all.gateway("Puente", flags(jvm), spool);
            case "no-kafka" -> all.gatewayWithoutKafka();
            case "helidon" -> all.helidon();
            default -> throw new IllegalArgumentException("no such server: " + server);
          });
    }
    if (otherJvm != null) {
      progress("starting puente with the other flags");
      targets.add(all.gateway("Puente, other flags", flags(otherJvm), spool));
    }
    if (bridge == null) {
      out.println(
          "Strimzi Kafka Bridge: left out. Unpack a release of"
              + " github.com/strimzi/strimzi-kafka-bridge and give its folder as --bridge PATH.");
    } else {
      targets.add(all.bridge(bridge));
    }
    return targets;
  }

  /** On a busy machine the compiler needs longer: what counts is how much it has seen. */
  private void warmUp(Target target) throws InterruptedException {
    long answered = load(target, connections.getFirst(), 0, warmUp).answered();
    for (int i = 0; i < WARM_UP_SLICES && answered < warmUpRequests; i++) {
      answered += load(target, connections.getFirst(), 0, warmUp).answered();
    }
    progress(answered + " requests to warm up " + target.title());
  }

  /** Returns false when a server gave no good answer at all. */
  private boolean measure(Servers all, List<Target> targets, int count, PrintWriter out)
      throws InterruptedException {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Target target : targets) {
        progress(count + " connections, round " + round + ": " + target.title());
        samples
            .computeIfAbsent(target.title(), title -> new ArrayList<>())
            .add(sample(all, target, count));
      }
    }
    out.println();
    out.print(Report.table(count, samples));
    ratios(samples, out);
    out.flush();
    return samples.values().stream()
        .allMatch(list -> list.stream().allMatch(s -> s.full().succeeded() > 0));
  }

  private Sample sample(Servers all, Target target, int count) throws InterruptedException {
    Duration server = target.server().cpu();
    Duration broker = all.broker().cpu();
    LoadResult full = load(target, count, 0, duration);
    Duration serverCpu = target.server().cpu().minus(server);
    Duration brokerCpu = all.broker().cpu().minus(broker);
    LoadResult half = load(target, count, Math.max(1, full.successRate() / 2), duration);
    return new Sample(full, half, serverCpu, brokerCpu, target.server().residentMiB());
  }

  private LoadResult load(Target target, int count, double rate, Duration time)
      throws InterruptedException {
    LoadPlan plan = new LoadPlan(target.address(), count, rate, time, PATIENCE);
    return new LoadDriver(plan, target.requests(), numbers).run();
  }

  private static void ratios(Map<String, List<Sample>> samples, PrintWriter out) {
    List<Sample> puente = samples.get("Puente");
    if (puente == null) {
      return;
    }
    samples.forEach(
        (title, list) -> {
          if (list != puente) {
            Report.ratio(puente, list)
                .ifPresent(
                    ratio ->
                        out.printf(Locale.ROOT, "Puente / %s: %.2f of the rate%n", title, ratio));
          }
        });
  }

  private static List<String> flags(String given) {
    List<String> flags =
        new ArrayList<>(
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    flags.addAll(Stream.of(given.split("\\s+")).filter(flag -> !flag.isEmpty()).toList());
    return flags;
  }

  private void environment(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "JDK %s, %d processors shared by driver, servers and broker, load average %.1f, spool %s,"
            + " servers' flags: %s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        spool ? "on" : "off",
        jvm);
    if (otherJvm != null) {
      out.println("other flags: " + otherJvm);
    }
  }

  private void progress(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("  " + what);
    err.flush();
  }
}
