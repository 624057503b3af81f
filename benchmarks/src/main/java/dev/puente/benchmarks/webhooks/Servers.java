package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.links.MatcherProcess;
import dev.puente.benchmarks.process.ChildJvm;
import dev.puente.sandbox.launch.Lifetime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Broker and servers as child processes on loopback, in a temporary folder of their own. All end,
 * and the folder goes, with {@link #close} or with this process.
 */
public final class Servers implements AutoCloseable {
  /** A key with all scopes of the only tenant. */
  public static final String API_KEY = "benchmark-api-key";

  /** The only tenant; it knows the WhatsApp inbox {@link #INBOX}. */
  public static final String TENANT = SignedWebhooks.TENANT;

  /** The only inbox. */
  public static final long INBOX = SignedWebhooks.INBOX;

  /** The secret of the matcher's query endpoint. */
  public static final String INTERNAL_TOKEN = "benchmark-internal-token";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final String WEBHOOKS = "/api/webhooks/chatwoot/" + SignedWebhooks.TENANT;

  private final Lifetime lifetime = Lifetime.begin();
  private final Path folder;
  private final List<String> flags;
  private final ChildJvm broker;
  private final String bootstrapServers;
  private final String registryUrl;

  /**
   * Starts the broker.
   *
   * @param flags of the JVMs under test
   */
  public Servers(List<String> flags) throws IOException {
    this.flags = flags;
    try {
      this.folder = lifetime.temporaryFolder("puente-benchmark");
      this.broker =
          lifetime.start(
              () ->
                  ChildJvm.startAnnouncing(
                      ChildJvm.Spec.of(
                          "broker",
                          BrokerProcess.class,
                          List.of("-Xmx512m", "-XX:+UseSerialGC"),
                          List.of(folder.resolve("kafka").toString())),
                      folder));
      String[] addresses = broker.announced(START_LIMIT).split(" ");
      this.bootstrapServers = addresses[0];
      this.registryUrl = addresses[1];
    } catch (IOException | RuntimeException e) {
      lifetime.close();
      throw e;
    }
  }

  /** The temporary folder. */
  public Path folder() {
    return folder;
  }

  /** The broker's process. */
  public ChildJvm broker() {
    return broker;
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where schemas are kept. */
  public String registryUrl() {
    return registryUrl;
  }

  /**
   * A matcher that runs.
   *
   * @param port of its query endpoint
   */
  public record Matcher(ChildJvm server, int port) {}

  /**
   * Puente's matcher as it is shipped.
   *
   * @param state folder of its stores
   * @param more arguments
   */
  public Matcher matcher(Path state, List<String> more) throws InterruptedException {
    int port = freePort();
    List<String> arguments = new ArrayList<>(more);
    arguments.add("--server.port=" + port);
    arguments.add("--puente.kafka.bootstrap-servers=" + bootstrapServers);
    arguments.add("--puente.schema-registry-url=" + registryUrl);
    arguments.add("--puente.internal-token=" + INTERNAL_TOKEN);
    arguments.add("--puente.tenants-environment=false");
    arguments.add("--puente.tenants-file=" + tenantsFile());
    arguments.add("--puente.matcher.state-dir=" + state);
    ChildJvm server = start(ChildJvm.Spec.of("matcher", MatcherProcess.class, flags, arguments));
    awaitReady(server, port);
    return new Matcher(server, port);
  }

  /** Puente's gateway as it is shipped, spool included, with the API key {@link #API_KEY}. */
  public Target gateway() throws InterruptedException {
    return gateway("Puente", flags, true);
  }

  /**
   * The same in variants.
   *
   * @param title unlike that of any other server
   * @param spool whether it has one
   */
  Target gateway(String title, List<String> flags, boolean spool) throws InterruptedException {
    String name = title.replaceAll("\\W+", "-").toLowerCase(Locale.ROOT);
    List<String> more =
        spool
            ? List.of(
                "--puente.ingest.spool.folder=" + folder.resolve("spool-" + name),
                "--puente.ingest.spool.allow-ephemeral=true")
            : List.of();
    return gateway(name, title, GatewayProcess.class, flags, more);
  }

  Target gatewayWithoutKafka() throws InterruptedException {
    return gateway(
        "puente-without-kafka",
        "Puente without Kafka",
        GatewayWithoutKafkaProcess.class,
        flags,
        List.of("--puente.ingest.publisher=none"));
  }

  private Target gateway(
      String name, String title, Class<?> main, List<String> flags, List<String> more)
      throws InterruptedException {
    int port = freePort();
    int management = freePort();
    List<String> arguments = new ArrayList<>(more);
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--server.port=" + port);
    arguments.add("--management.server.address=127.0.0.1");
    // All of the load comes from one address.
    arguments.add("--puente.ingest.connection.per-address=0");
    arguments.add("--management.server.port=" + management);
    arguments.add("--puente.kafka.bootstrap-servers=" + bootstrapServers);
    arguments.add("--puente.schema-registry-url=" + registryUrl);
    arguments.add("--puente.internal-token=" + INTERNAL_TOKEN);
    arguments.add("--puente.tenants-environment=false");
    arguments.add("--puente.tenants-file=" + tenantsFile());
    ChildJvm server = start(ChildJvm.Spec.of(name, main, flags, arguments));
    awaitReady(server, management);
    return new Target(title, server, address(port), () -> new SignedWebhooks(WEBHOOKS));
  }

  Target helidon() throws InterruptedException {
    int port = freePort();
    ChildJvm server =
        start(
            ChildJvm.Spec.of(
                "helidon",
                HelidonProcess.class,
                flags,
                List.of(Integer.toString(port), bootstrapServers, registryUrl)));
    awaitReady(server, port);
    return new Target("Helidon SE", server, address(port), () -> new SignedWebhooks(WEBHOOKS));
  }

  /**
   * The Strimzi Kafka Bridge.
   *
   * @param path an unpacked release (with {@code libs}), or one jar that holds everything
   */
  Target bridge(Path path) throws InterruptedException {
    int port = freePort();
    String classPath =
        Files.isDirectory(path.resolve("libs"))
            ? path.resolve("libs") + File.separator + "*"
            : path.toString();
    ChildJvm server =
        start(
            new ChildJvm.Spec(
                "bridge",
                classPath,
                "io.strimzi.kafka.bridge.Application",
                flags,
                List.of("--config-file=" + bridgeConfiguration(port))));
    // Its health moved to the management port in 1.0; the description stays where records go.
    awaitReady(server, port, "/openapi");
    return new Target("Strimzi Kafka Bridge", server, address(port), BridgeRecords::new);
  }

  private Path bridgeConfiguration(int port) {
    return write(
        "bridge.properties",
        """
        bridge.id=benchmark
        kafka.bootstrap.servers=%s
        kafka.producer.acks=all
        kafka.producer.linger.ms=5
        kafka.producer.batch.size=65536
        http.host=127.0.0.1
        http.port=%d
        http.management.port=%d
        """
            .formatted(bootstrapServers, port, freePort()));
  }

  private Path tenantsFile() {
    return write(
        "tenants.yml",
        """
        tenants:
          %s:
            base_url: https://chatwoot.example.com
            account_id: %d
            inboxes:
              - {id: %d, channel: whatsapp, notify: true}
            webhook_secrets: [%s]
            api_keys: [%s]
            region: AR
        """
            .formatted(
                SignedWebhooks.TENANT,
                SignedWebhooks.ACCOUNT,
                SignedWebhooks.INBOX,
                SignedWebhooks.SECRET,
                API_KEY));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildJvm start(ChildJvm.Spec spec) {
    return lifetime.start(() -> ChildJvm.start(spec, folder));
  }

  private static void awaitReady(ChildJvm server, int port) throws InterruptedException {
    awaitReady(server, port, "/health/ready");
  }

  private static void awaitReady(ChildJvm server, int port, String path)
      throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + port + path);
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
      while (System.nanoTime() < end && server.alive()) {
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300) {
            return;
          }
        } catch (IOException e) {
          // Not yet.
        }
        Thread.sleep(200);
      }
    }
    throw server.failed(server.alive() ? "was not ready in time" : "ended at once");
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lifetime.close();
  }
}
