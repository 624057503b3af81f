package dev.puente.ingest.config;

import dev.puente.schemas.tenant.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all applications share.
 *
 * @param schemaRegistryUrl address of the schema registry
 * @param topicPrefix put in front of all topic names
 * @param tenantsFile a {@code tenants.yml}; null: only the environment
 * @param tenantsEnvironment whether {@code CHATWOOT_*} variables make the tenant {@code default}
 * @param internalToken secret shared with matcher-streams; needed
 * @param matcherUrl where matcher-streams answers questions
 */
@ConfigurationProperties("puente")
public record PuenteProperties(
    Kafka kafka,
    @DefaultValue("http://localhost:8085") String schemaRegistryUrl,
    @DefaultValue("") String topicPrefix,
    @Nullable Path tenantsFile,
    @DefaultValue("true") boolean tenantsEnvironment,
    @Nullable String internalToken,
    @DefaultValue("http://localhost:8082") URI matcherUrl) {

  /** Checks what has to be there. */
  public PuenteProperties {
    if (internalToken == null || internalToken.isBlank()) {
      throw new IllegalArgumentException(
          "puente.internal-token (PUENTE_INTERNAL_TOKEN) is missing: set the same random text for"
              + " ingest-gateway and matcher-streams");
    }
    if (matcherUrl.getHost() == null || !String.valueOf(matcherUrl.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "puente.matcher-url must be an http or https URL, was " + matcherUrl);
    }
  }

  /** The secret of the internal query endpoint. */
  public Secret internalSecret() {
    return new Secret(internalToken == null ? "" : internalToken);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "PuenteProperties[matcherUrl=" + matcherUrl + "]";
  }

  /**
   * Kafka.
   *
   * @param bootstrapServers where to begin
   * @param properties passed to every Kafka client as they are (SASL, SSL); they win
   * @param startupTimeout how long the start waits for broker, topics and registry
   */
  public record Kafka(
      @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue Map<String, String> properties,
      @DefaultValue("60s") Duration startupTimeout) {
    /** Checks ranges. */
    public Kafka {
      if (bootstrapServers.isBlank()) {
        throw new IllegalArgumentException("puente.kafka.bootstrap-servers is empty");
      }
      Ranges.duration(
          "puente.kafka.startup-timeout", startupTimeout, Duration.ZERO, Duration.ofHours(1));
    }

    /** Properties may hold passwords. */
    @Override
    public String toString() {
      return "Kafka[" + bootstrapServers + "]";
    }
  }
}
