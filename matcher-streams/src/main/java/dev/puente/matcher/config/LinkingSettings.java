package dev.puente.matcher.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of linking.
 *
 * @param stableAfter how long a new or changed link must stand before attributes are written, and
 *     how long a contact must be unknown before it becomes a client, 0 to 10 min; links are
 *     published at once
 */
@ConfigurationProperties("puente.linking")
public record LinkingSettings(@DefaultValue("2s") Duration stableAfter) {

  /** Stops the start on impossible values. */
  public LinkingSettings {
    Limits.within(
        "puente.linking.stable-after", stableAfter, Duration.ZERO, Duration.ofMinutes(10));
  }
}
