package dev.puente.sandbox.launch;

import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.SimulatorSettings;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A complete Puente in this JVM with its {@code run.json}: the sandbox, and a Chatwoot simulator
 * where no other Chatwoot is named.
 */
public final class EmbeddedPuente implements AutoCloseable {
  private static final String TENANTS_FILE = "tenants.yml";

  private final Path data;
  private final Ports ports;
  private final Instant started;
  private volatile TenantsFile tenants;
  private final @Nullable ChatwootSimulator simulator;
  private final @Nullable SimulatedTenants simulated;
  private @Nullable Sandbox sandbox;
  private @Nullable TenantsFollower follower;

  private EmbeddedPuente(
      Path data,
      Ports ports,
      TenantsFile tenants,
      Instant started,
      @Nullable ChatwootSimulator simulator,
      @Nullable SimulatedTenants simulated) {
    this.data = data;
    this.ports = ports;
    this.started = started;
    this.tenants = tenants;
    this.simulator = simulator;
    this.simulated = simulated;
  }

  /**
   * A Puente for the tenants of a file; without any, a simulator with the tenant {@code default}.
   */
  static EmbeddedPuente start(
      Path data,
      Ports ports,
      TenantsFile tenants,
      Instant now,
      Map<String, Object> overrides,
      Consumer<String> progress)
      throws IOException {
    if (!tenants.tenants().isEmpty()) {
      return new EmbeddedPuente(data, ports, tenants, now, null, null).start(overrides, progress);
    }
    return simulated(
        data,
        ports,
        List.of(
            new SimulatedTenants.Wish(
                TenantSettingsLoader.DEFAULT_TENANT, "Puente", "AR", "UTC", "es", false)),
        now,
        overrides,
        progress);
  }

  /** A Puente for the tenants of a file, whose Chatwoot runs elsewhere. */
  public static EmbeddedPuente forTenants(
      Path data,
      Ports ports,
      Path tenants,
      Instant now,
      Map<String, Object> overrides,
      Consumer<String> progress)
      throws IOException {
    return start(data, ports, new TenantsFile().addAll(tenants), now, overrides, progress);
  }

  /** A Puente with a simulator that has one account for each wish. */
  public static EmbeddedPuente simulated(
      Path data,
      Ports ports,
      List<SimulatedTenants.Wish> wishes,
      Instant now,
      Map<String, Object> overrides,
      Consumer<String> progress)
      throws IOException {
    ChatwootSimulator simulator =
        ChatwootSimulator.start(SimulatorSettings.defaults().withPort(ports.simulator()));
    SimulatedTenants simulated =
        new SimulatedTenants(simulator, "http://127.0.0.1:" + ports.gateway());
    boolean usedBefore = Files.exists(data.resolve(TENANTS_FILE));
    TenantsFile tenants = new TenantsFile();
    for (SimulatedTenants.Wish wish : wishes) {
      tenants.add(wish.tenant(), simulated.add(wish));
      if (usedBefore) {
        simulated.startIdsAt(wish.tenant(), now.getEpochSecond());
      }
    }
    progress.accept("Chatwoot simulator is ready at " + simulator.baseUrl());
    if (usedBefore) {
      progress.accept(
          "The simulator keeps nothing over a stop: it starts empty, with ids that were never"
              + " used");
    }
    return new EmbeddedPuente(data, ports, tenants, now, simulator, simulated)
        .start(overrides, progress);
  }

  private EmbeddedPuente start(Map<String, Object> overrides, Consumer<String> progress)
      throws IOException {
    try {
      Files.createDirectories(data);
      Path file = tenantsFile();
      completeKeys(tenants);
      tenants.write(file);
      new TenantSettingsLoader(System.getenv()).load(file);
      sandbox =
          Sandbox.start(
              new SandboxSettings(data, ports, file, TenantsFile.secret("internal"), overrides),
              progress);
      writeRunFile();
      return this;
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Takes changes of the user's tenants file over while everything runs.
   *
   * @param taken the contents it had before the start
   * @param source reads all tenants anew
   * @param tell is told what became of a change
   */
  void follow(Path file, byte[] taken, TenantsFile.Source source, Consumer<String> tell) {
    follower = new TenantsFollower(file, taken, () -> takeOver(source.read()), tell).start();
  }

  private void takeOver(TenantsFile next) throws IOException {
    completeKeys(next);
    Path proof = next.write(data.resolve(TENANTS_FILE + ".new"));
    try {
      new TenantSettingsLoader(System.getenv()).load(proof);
    } finally {
      Files.deleteIfExists(proof);
    }
    next.write(tenantsFile());
    tenants = next;
    writeRunFile();
  }

  private void completeKeys(TenantsFile next) throws IOException {
    next.completeKeys(Optional.ofNullable(System.getenv("PUENTE_API_KEY")), tenantsFile());
  }

  private void writeRunFile() throws IOException {
    RunFile.write(
        data, ports, simulator == null ? null : simulator.baseUrl().toString(), tenants, started);
  }

  /** The ports in use. */
  public Ports ports() {
    return ports;
  }

  /** Base URL of the gateway. */
  public String gatewayUrl() {
    return "http://127.0.0.1:" + ports.gateway();
  }

  /** {@code host:port} of Kafka. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** URL of the registry. */
  public String registryUrl() {
    return "http://127.0.0.1:" + ports.registry();
  }

  /** The simulator; {@link NullPointerException} when another Chatwoot is used. */
  public ChatwootSimulator simulator() {
    return Objects.requireNonNull(simulator, "no simulator runs");
  }

  /** The simulator's accounts; {@link NullPointerException} when another Chatwoot is used. */
  public SimulatedTenants accounts() {
    return Objects.requireNonNull(simulated, "no simulator runs");
  }

  /** The tenants file that the applications read, again and again. */
  public Path tenantsFile() {
    return data.resolve(TENANTS_FILE);
  }

  /** The API key of a tenant in plain text. */
  public String key(String tenant) {
    return Objects.requireNonNull(tenants.key(tenant), "the key of the tenant is not plain text");
  }

  /** Where everything is, for people. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append("  API        ").append(gatewayUrl()).append("   (contract: /openapi.json)\n");
    if (simulator != null) {
      text.append("  Chatwoot   ")
          .append(simulator.baseUrl())
          .append("   (simulator: a page with its conversations)\n");
    }
    text.append("  health     http://127.0.0.1:")
        .append(ports.gatewayManagement())
        .append("/health/ready, matcher ")
        .append(ports.matcher())
        .append(", worker ")
        .append(ports.worker())
        .append('\n');
    text.append("  Kafka      ")
        .append(bootstrapServers())
        .append(", registry ")
        .append(registryUrl())
        .append('\n');
    text.append("  run.json   ").append(data.resolve("run.json").toAbsolutePath()).append('\n');
    for (String tenant : tenants.tenants().propertyNames()) {
      String key = tenants.key(tenant);
      text.append("  tenant     ")
          .append(tenant)
          .append("   API key ")
          .append(key == null ? "(kept as a hash or in a file)" : key)
          .append("   webhooks to ")
          .append(gatewayUrl())
          .append("/api/webhooks/chatwoot/")
          .append(tenant)
          .append('\n');
    }
    return text.toString().stripTrailing();
  }

  /** Stops the applications, then broker and registry, then the simulator. */
  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
    if (simulator != null) {
      simulator.close();
    }
    try {
      Files.deleteIfExists(data.resolve("run.json"));
    } catch (IOException e) {
      // Another command sees that its process is gone.
    }
  }
}
