package dev.puente.benchmarks.imports;

import dev.puente.benchmarks.process.ChildJvm;
import dev.puente.benchmarks.webhooks.Servers;
import dev.puente.benchmarks.webhooks.Target;
import dev.puente.schemas.topic.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Imports many clients over HTTP into a real broker, and counts what arrived. */
@Command(
    name = "import",
    description =
        "Streams clients into POST /api/clients/import; exits 1 when the report or the topic"
            + " disagrees.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class ImportCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--lines", defaultValue = "1000000")
  private long lines = 1_000_000;

  @Option(names = "--formats", split = ",", defaultValue = "csv,ndjson")
  private List<String> formats = List.of();

  @Option(names = "--bad-every", defaultValue = "1000", description = "0: no line is wrong")
  private long badEvery = 1_000;

  @Option(
      names = "--jvm",
      split = " ",
      defaultValue = "-Xms64m -Xmx256m -XX:+UseParallelGC",
      description = "flags of the gateway's JVM")
  private List<String> jvm = List.of();

  private long before;

  @Override
  public Integer call() throws Exception {
    boolean right = true;
    try (Servers servers = new Servers(jvm)) {
      Target gateway = servers.gateway();
      for (String format : formats) {
        right &= run(servers, gateway, format);
      }
    }
    return right ? 0 : 1;
  }

  private boolean run(Servers servers, Target gateway, String format) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ClientLines source = new ClientLines(format.equals("csv"), lines, badEvery);
    AtomicLong peak = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> watch(gateway.server(), peak, done));
    Duration cpu = gateway.server().cpu();
    long start = System.nanoTime();
    List<String> report = new ArrayList<>();
    try {
      report = post(gateway, format, source);
    } finally {
      done.set(true);
      watch.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration used = gateway.server().cpu().minus(cpu);
    long kept = records(servers) - before;
    before += kept;
    String last = report.isEmpty() ? "" : report.getLast();
    String expected =
        "{\"accepted\":%d,\"rejected\":%d}".formatted(lines - source.bad(), source.bad());
    out.printf(
        Locale.ROOT,
        "%s: %d lines in %.1f s, %.0f lines/s, %.0f us of CPU a line, %d MiB resident at most;"
            + " answer %s, %d lines reported, %d records in the topic%n",
        format,
        lines,
        seconds,
        lines / seconds,
        used.toNanos() / 1e3 / lines,
        peak.get(),
        last,
        report.size() - 1,
        kept);
    out.flush();
    return last.equals(expected)
        && report.size() - 1 == source.bad()
        && kept == lines - source.bad();
  }

  private static List<String> post(Target gateway, String format, ClientLines source)
      throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/api/clients/import");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + Servers.API_KEY)
            .header("Content-Type", format.equals("csv") ? "text/csv" : "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> source))
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<java.io.InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      }
    }
  }

  private static void watch(ChildJvm server, AtomicLong peak, AtomicBoolean done) {
    while (!done.get()) {
      peak.accumulateAndGet(server.residentMiB(), Math::max);
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** How many records the topic ever got. */
  private static long records(Servers servers) throws ExecutionException, InterruptedException {
    String topic = new Topics("").clients().name();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
