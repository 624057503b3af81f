package dev.puente.ingest.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How webhooks are taken.
 *
 * @param dropNoise whether events that tell nothing (typing, moved clocks) are answered and dropped
 * @param rememberedEvents most ids of kept events that are remembered, to drop repetitions early;
 *     about 200 bytes each; 0: none
 * @param rememberedFor how long
 * @param bodyBudget memory for bodies under way, of all webhooks and forms together
 * @param bodyTimeLimit how long a body may take to arrive
 * @param searchBudget most bytes a second that are hashed with the secrets of further tenants when
 *     neither path nor body says whose webhook it is
 */
@ConfigurationProperties("puente.ingest.webhook")
public record WebhookProperties(
    @DefaultValue("false") boolean dropNoise,
    @DefaultValue("50000") int rememberedEvents,
    @DefaultValue("5m") Duration rememberedFor,
    @DefaultValue("64MB") DataSize bodyBudget,
    @DefaultValue("10s") Duration bodyTimeLimit,
    @DefaultValue("128MB") DataSize searchBudget) {

  /** Checks ranges. */
  public WebhookProperties {
    Ranges.number("puente.ingest.webhook.remembered-events", rememberedEvents, 0, 10_000_000);
    Ranges.duration(
        "puente.ingest.webhook.remembered-for",
        rememberedFor,
        Duration.ofSeconds(1),
        Duration.ofHours(1));
    Ranges.number("puente.ingest.webhook.body-budget", bodyBudget.toBytes(), 16L << 20, 1L << 30);
    Ranges.duration(
        "puente.ingest.webhook.body-time-limit",
        bodyTimeLimit,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
    Ranges.number(
        "puente.ingest.webhook.search-budget", searchBudget.toBytes(), 8L << 20, 1L << 40);
  }
}
