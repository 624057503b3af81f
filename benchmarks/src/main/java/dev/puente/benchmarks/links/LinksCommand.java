package dev.puente.benchmarks.links;

import dev.puente.benchmarks.webhooks.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Links contacts with many clients, restores the state, and times single links. */
@Command(
    name = "links",
    description = {
      "What the matcher costs, and how long a link takes.",
      "The matcher is a process of its own, with a real broker: links a second, size of the state"
          + " and time to restore it for several numbers of clients; a phone with many clients and"
          + " one with many contacts beside ordinary ones; and the time from an event to its link"
          + " at a fixed rate."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class LinksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--parts", split = ",", defaultValue = "sizes,crowds,latency")
  private List<String> parts = List.of();

  @Option(names = "--clients", split = ",", defaultValue = "1000,100000")
  private List<Integer> clients = List.of();

  @Option(names = "--contacts", defaultValue = "20000", description = "who write, at most")
  private int contacts = 20_000;

  @Option(names = "--crowd-clients", defaultValue = "50000", description = "of one phone")
  private int crowdClients = 50_000;

  @Option(names = "--crowd-contacts", defaultValue = "10000", description = "of one phone")
  private int crowdContacts = 10_000;

  @Option(names = "--commit-intervals", split = ",", defaultValue = "25,50,100")
  private List<Integer> commitIntervals = List.of();

  @Option(names = "--rate", defaultValue = "200", description = "new contacts a second")
  private int rate = 200;

  @Option(names = "--seconds", defaultValue = "20", description = "that are timed")
  private int seconds = 20;

  @Option(names = "--warm-up", defaultValue = "40", description = "seconds before")
  private int warmUp = 40;

  @Option(
      names = "--jvm",
      split = " ",
      defaultValue = "-Xms64m -Xmx512m -XX:+UseParallelGC",
      description = "flags of the matcher's JVM")
  private List<String> jvm = List.of();

  /** Runs the wanted parts, each on a cluster of its own. */
  @Override
  public Integer call() throws Exception {
    LinkReport report = new LinkReport(spec.commandLine().getOut());
    for (String part : parts) {
      switch (part) {
        case "sizes" -> {
          for (int size : clients) {
            apart(lab -> Sizes.measure(lab, size, Math.min(size, contacts), report));
          }
        }
        case "crowds" -> {
          apart(lab -> Crowds.clientsOfAPhone(lab, crowdClients, report));
          apart(lab -> Crowds.contactsOfAPhone(lab, crowdContacts, report));
        }
        case "latency" -> {
          for (int interval : commitIntervals) {
            apart(lab -> new Latency(lab, rate, warmUp, seconds).measure(interval, report));
          }
        }
        default -> {
          spec.commandLine().getErr().println("--parts knows sizes, crowds and latency");
          return 2;
        }
      }
    }
    return 0;
  }

  private interface Measurement {
    void in(MatcherLab lab) throws Exception;
  }

  private void apart(Measurement measurement) throws Exception {
    try (Servers servers = new Servers(jvm);
        MatcherLab lab = new MatcherLab(servers, servers.folder().resolve("state"))) {
      measurement.in(lab);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
