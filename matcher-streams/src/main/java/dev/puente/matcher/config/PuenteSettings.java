package dev.puente.matcher.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that the applications share.
 *
 * @param kafka the cluster
 * @param schemaRegistryUrl address of the schema registry
 * @param topicPrefix put in front of every topic name and application id; empty for none
 * @param tenantsFile file with tenants; null: none
 * @param tenantsEnvironment whether the environment names the tenant {@code default}
 * @param tenantsReload how often the tenants file and the files of its secrets are read again; 0:
 *     never; at most 1 h
 * @param internalToken secret of the internal query endpoint; required
 * @param deployment first part of the message marker, {@code [a-z0-9][a-z0-9-]{0,30}}
 */
@ConfigurationProperties("puente")
public record PuenteSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue("http://localhost:8085") URI schemaRegistryUrl,
    @DefaultValue("") String topicPrefix,
    @Nullable Path tenantsFile,
    @DefaultValue("true") boolean tenantsEnvironment,
    @DefaultValue("5s") Duration tenantsReload,
    @DefaultValue("") String internalToken,
    @DefaultValue("puente") String deployment) {

  private static final int SHORTEST_TOKEN = 16;

  /** Stops the start on impossible values; the token is never shown. */
  public PuenteSettings {
    if (internalToken.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "puente.internal-token must have at least " + SHORTEST_TOKEN + " characters");
    }
    Limits.within("puente.tenants-reload", tenantsReload, Duration.ZERO, Duration.ofHours(1));
    if (!deployment.matches("[a-z0-9][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException(
          "puente.deployment must match [a-z0-9][a-z0-9-]{0,30}, was " + deployment);
    }
  }

  /** Everything but the token. */
  @Override
  public String toString() {
    return "PuenteSettings[topicPrefix=" + topicPrefix + ", deployment=" + deployment + "]";
  }

  /**
   * The Kafka cluster.
   *
   * @param bootstrapServers where to begin, {@code host:port} with commas
   * @param properties passed on to every Kafka client as they are (SASL, SSL)
   * @param startupTimeout how long the start waits for the cluster and its topics, 1 s to 10 min
   */
  public record Kafka(
      @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue Map<String, String> properties,
      @DefaultValue("60s") Duration startupTimeout) {

    /** Stops the start on impossible values. */
    public Kafka {
      if (bootstrapServers.isBlank()) {
        throw new IllegalArgumentException("puente.kafka.bootstrap-servers must not be empty");
      }
      Limits.within(
          "puente.kafka.startup-timeout",
          startupTimeout,
          Duration.ofSeconds(1),
          Duration.ofMinutes(10));
      properties = Map.copyOf(properties);
    }

    /** Everything but the properties, which hold credentials. */
    @Override
    public String toString() {
      return "Kafka[bootstrapServers=" + bootstrapServers + "]";
    }
  }
}
