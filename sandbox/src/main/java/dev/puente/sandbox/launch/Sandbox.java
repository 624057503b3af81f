package dev.puente.sandbox.launch;

import dev.puente.ingest.IngestGatewayApplication;
import dev.puente.matcher.MatcherApplication;
import dev.puente.notifier.NotifierApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Broker, registry and the three applications in this JVM. The applications get settings and URLs
 * only, as in production. What is kept lies in the data folder; closing stops everything in the
 * opposite order.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final SandboxSettings settings;
  private final Consumer<String> progress;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Sandbox(SandboxSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when all three applications are up.
   *
   * @param progress told each part that is ready, one line each
   * @throws IOException when the data folder can not be used or is in use by another process
   */
  public static Sandbox start(SandboxSettings settings, Consumer<String> progress)
      throws IOException {
    Sandbox sandbox = new Sandbox(settings, progress);
    try {
      sandbox.start();
      return sandbox;
    } catch (IOException | RuntimeException | Error e) {
      sandbox.close();
      throw e;
    }
  }

  private void start() throws IOException {
    Files.createDirectories(settings.data());
    Ports ports = settings.ports();
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            BrokerSettings.in(settings.data().resolve("kafka")).withPort(ports.kafka()));
    running.push(broker);
    progress.accept("Kafka is ready at " + broker.bootstrapServers());
    RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), ports.registry());
    running.push(registry);
    createTopics(broker.bootstrapServers());
    progress.accept("Schema registry and topics are ready at " + registry.url());
    Map<String, Object> common = common(broker.bootstrapServers(), registry.url());
    startApplications(
        List.of(
            new Part("ingest-gateway", IngestGatewayApplication::start, gateway(common)),
            new Part("matcher-streams", MatcherApplication::start, matcher(common)),
            new Part("notifier-worker", NotifierApplication::start, worker(common))));
  }

  private record Part(
      String name,
      Function<Map<String, Object>, ConfigurableApplicationContext> start,
      Map<String, Object> properties) {}

  private static void createTopics(String bootstrap) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
      new TopicAdmin(admin, new Topics(""), Duration.ofSeconds(30))
          .create(SandboxSettings.PARTITIONS, (short) 1);
    }
  }

  /** The three start side by side: most of the time is class loading and JIT on two cores. */
  private void startApplications(List<Part> parts) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ConfigurableApplicationContext>> starting = new ArrayList<>();
      for (Part part : parts) {
        starting.add(
            CompletableFuture.supplyAsync(
                () -> {
                  ConfigurableApplicationContext context = part.start().apply(part.properties());
                  progress.accept(part.name() + " is ready");
                  return context;
                },
                executor));
      }
      RuntimeException failure = null;
      for (CompletableFuture<ConfigurableApplicationContext> future : starting) {
        try {
          running.push(future.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while starting", e);
        } catch (ExecutionException | TimeoutException e) {
          failure = new IllegalStateException("an application did not start", e);
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private Map<String, Object> common(String bootstrap, String registryUrl) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("puente.kafka.bootstrap-servers", bootstrap);
    properties.put("puente.schema-registry-url", registryUrl);
    properties.put("puente.tenants-file", settings.tenantsFile().toString());
    properties.put("puente.tenants-environment", "false");
    properties.put("puente.allow-private-targets", "true");
    properties.put("puente.internal-token", settings.internalToken());
    return properties;
  }

  private Map<String, Object> gateway(Map<String, Object> common) {
    return with(
        common,
        Map.of(
            "server.port",
            settings.ports().gateway(),
            "management.server.port",
            settings.ports().gatewayManagement(),
            "server.address",
            "127.0.0.1",
            "management.server.address",
            "127.0.0.1",
            "puente.matcher-url",
            "http://127.0.0.1:" + settings.ports().matcher(),
            "puente.ingest.spool.folder",
            settings.data().resolve("spool").toAbsolutePath().toString(),
            // Kafka's own data lies beside it.
            "puente.ingest.spool.allow-ephemeral",
            "true"));
  }

  private Map<String, Object> matcher(Map<String, Object> common) {
    return with(
        common,
        Map.of(
            "server.port",
            settings.ports().matcher(),
            // Transactions of a start that compiles as it goes take longer than the usual interval.
            "puente.matcher.commit-interval",
            "100ms",
            // Internal topics are new, and served late: a batch that is refused while the next one
            // is under way would be out of order until the transaction times out.
            "puente.kafka.properties.producer.max.in.flight.requests.per.connection",
            "1",
            "puente.matcher.state-dir",
            settings.data().resolve("state").toString(),
            "puente.matcher.application-server",
            "127.0.0.1:" + settings.ports().matcher()));
  }

  private Map<String, Object> worker(Map<String, Object> common) {
    return with(common, Map.of("server.port", settings.ports().worker()));
  }

  private Map<String, Object> with(Map<String, Object> common, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(common);
    all.putAll(own);
    all.putAll(settings.overrides());
    return all;
  }

  /** Stops the applications first, then registry and broker; each has its own limit. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        progress.accept("A part did not stop cleanly: " + e.getClass().getSimpleName());
      }
    }
  }
}
