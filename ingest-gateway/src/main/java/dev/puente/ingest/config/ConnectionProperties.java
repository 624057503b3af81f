package dev.puente.ingest.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is asked of connections of the listener.
 *
 * @param perAddress most connections of one address at a time, further ones are closed at once; 0:
 *     no limit. Trusted proxies have none
 * @param waitLimit how long a connection may let the gateway wait within a request
 * @param minRate bytes that make up for a second of waiting
 */
@ConfigurationProperties("puente.ingest.connection")
public record ConnectionProperties(
    @DefaultValue("512") int perAddress,
    @DefaultValue("10s") Duration waitLimit,
    @DefaultValue("1KB") DataSize minRate) {

  /** Checks ranges. */
  public ConnectionProperties {
    Ranges.number("puente.ingest.connection.per-address", perAddress, 0, 1_000_000);
    Ranges.duration(
        "puente.ingest.connection.wait-limit",
        waitLimit,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5));
    Ranges.number("puente.ingest.connection.min-rate", minRate.toBytes(), 1, 1 << 20);
  }
}
