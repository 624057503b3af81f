package dev.puente.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Options of every command that talks to a cluster. What is not given comes from the environment,
 * then from the running {@code puente up} or {@code puente demo}, then from the defaults.
 */
public final class ClusterOptions {
  private static final Path DEFAULT_DATA = Path.of(".puente");

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Kafka; else PUENTE_KAFKA_BOOTSTRAP_SERVERS, run.json, localhost:9092.")
  private @Nullable String bootstrap;

  @Option(
      names = "--registry-url",
      paramLabel = "URL",
      description = "Schema registry; else PUENTE_SCHEMA_REGISTRY_URL, run.json, port 8085.")
  private @Nullable String registry;

  @Option(
      names = "--topic-prefix",
      paramLabel = "TEXT",
      description = "Prefix of all topic names; else PUENTE_TOPIC_PREFIX, none.")
  private @Nullable String prefix;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties for the Kafka clients, such as SASL and SSL settings.")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder of the running puente (default: ${DEFAULT-VALUE}).",
      defaultValue = ".puente")
  private Path data = DEFAULT_DATA;

  /**
   * {@code host:port} of Kafka.
   *
   * @throws IllegalStateException when a data folder was named and no Puente runs with it
   */
  public String bootstrapServers() {
    return first(bootstrap, "PUENTE_KAFKA_BOOTSTRAP_SERVERS", "/urls/kafka", "localhost:9092");
  }

  /** URL of the schema registry. */
  public String registryUrl() {
    return first(registry, "PUENTE_SCHEMA_REGISTRY_URL", "/urls/registry", "http://localhost:8085");
  }

  /** Prefix of topic names, empty for none. */
  public String topicPrefix() {
    return first(prefix, "PUENTE_TOPIC_PREFIX", "/topic_prefix", "");
  }

  /** Settings for a Kafka client, with the bootstrap servers and the user's own ones. */
  public Properties clientProperties() throws IOException {
    Properties properties = new Properties();
    if (config != null) {
      try (InputStream in = Files.newInputStream(config)) {
        properties.load(in);
      }
    }
    properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return properties;
  }

  private String first(@Nullable String option, String variable, String pointer, String fallback) {
    if (option != null) {
      return option;
    }
    String value = System.getenv(variable);
    if (value != null && !value.isBlank()) {
      return value;
    }
    Optional<JsonNode> run = RunFiles.newest(data);
    if (run.isEmpty() && !data.equals(DEFAULT_DATA)) {
      throw new IllegalStateException(
          "no Puente runs with the data folder " + data + ": it has no run.json of a live process");
    }
    return run.map(node -> node.at(pointer).asString(""))
        .filter(s -> !s.isEmpty())
        .orElse(fallback);
  }
}
