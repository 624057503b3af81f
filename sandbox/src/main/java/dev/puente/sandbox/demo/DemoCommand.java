package dev.puente.sandbox.demo;

import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.Lifetime;
import dev.puente.sandbox.launch.PortOptions;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.launch.SimulatedTenants.Wish;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code puente demo}: everything embedded, and the main job on sample data. */
@Command(
    name = "demo",
    description = "Start everything embedded and play the main job on sample data.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final List<Wish> TENANTS =
      List.of(
          new Wish(
              Demo.AR,
              "Clínica del Puente",
              "AR",
              "America/Argentina/Buenos_Aires",
              "es-AR",
              false),
          new Wish(Demo.MX, "Salón Puente", "MX", "America/Mexico_City", "es-MX", true));

  @Mixin private PortOptions ports = new PortOptions();

  @Option(names = "--once", description = "Stop after the last step; 0 only when all were seen.")
  private boolean once;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where to keep data (default: a new folder in .puente, removed at the end).")
  private @Nullable Path data;

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    Instant start = Instant.now();
    Path folder = data == null ? newFolder(start) : data;
    Ports real = ports.wanted().resolve(true);
    out.println("Starting Kafka, registry, Chatwoot simulator and the three applications");
    try (Lifetime lifetime = Lifetime.begin()) {
      if (data == null) {
        lifetime.removeAtEnd(folder);
      }
      EmbeddedPuente puente =
          lifetime.start(
              () ->
                  EmbeddedPuente.simulated(
                      folder,
                      real,
                      TENANTS,
                      start,
                      Map.of(),
                      line -> printProgress(out, start, line)));
      out.println();
      Steps steps = new Steps(out);
      play(puente, steps);
      printEnd(out, start, steps);
      if (!once) {
        out.println(puente.summary());
        printHints(out, puente);
        lifetime.awaitEnd();
      }
      return steps.failed().isEmpty() ? 0 : 1;
    }
  }

  private static void play(EmbeddedPuente puente, Steps steps) {
    try (GatewayApi gateway = new GatewayApi(puente.gatewayUrl());
        RequestPublisher kafka =
            new RequestPublisher(puente.bootstrapServers(), puente.registryUrl());
        SimulatedFarSide far = new SimulatedFarSide(puente.simulator(), puente.accounts())) {
      Map<String, String> keys = Map.of(Demo.AR, puente.key(Demo.AR), Demo.MX, puente.key(Demo.MX));
      new Demo(new World(gateway, kafka, far, keys)).play(steps);
    }
  }

  private static void printProgress(PrintStream out, Instant start, String line) {
    out.printf(Locale.ROOT, "  %5.1f s  %s%n", secondsSince(start), line);
    out.flush();
  }

  private static void printEnd(PrintStream out, Instant start, Steps steps) {
    out.println();
    if (steps.failed().isEmpty()) {
      out.printf(
          Locale.ROOT, "All steps were seen, %.1f s after the start.%n", secondsSince(start));
    } else {
      steps.failed().forEach(name -> out.println("NOT SEEN: " + name));
    }
    out.println();
    out.flush();
  }

  private static double secondsSince(Instant start) {
    return (Instant.now().toEpochMilli() - start.toEpochMilli()) / 1000.0;
  }

  private static void printHints(PrintStream out, EmbeddedPuente puente) {
    out.println();
    out.println("Try:");
    out.printf(
        "  curl -X POST %s/api/notifications -H 'Authorization: Bearer %s' -H 'Content-Type:"
            + " application/json' -d"
            + " '{\"id\":\"try-1\",\"type\":\"APPOINTMENT_REMINDER\",\"recipient_id\":\"client-17\",\"message\":\"Hola\"}'%n",
        puente.gatewayUrl(), puente.key(Demo.AR));
    out.println("  ./puente topics list");
    out.println("  ./puente tail notification-outcomes");
    out.println();
    out.println("Running until Ctrl-C.");
    out.flush();
  }

  private Path newFolder(Instant start) {
    String name =
        "demo-"
            + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(start)
            + "-"
            + ProcessHandle.current().pid();
    return Path.of(".puente", name);
  }
}
