package dev.puente.ingest.config;

import dev.puente.ingest.web.ClientAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The gateway's own settings.
 *
 * @param publicUrl where callers reach the gateway; null: answers hold paths instead of URLs
 * @param webhookBodyLimit largest webhook
 * @param ackLimit how long a record may take to be acknowledged, after it was handed over. Chatwoot
 *     waits 5 s in all
 * @param maxInFlight most records under way to Kafka; beyond it webhooks and forms go to the spool,
 *     other requests get 503 at once
 * @param importWindow most records under way for one import or batch
 * @param rememberedNotifications most ids of notifications that are remembered
 * @param tenantsReload how often the tenants file and the files of its secrets are read again; 0:
 *     never
 */
@ConfigurationProperties("puente.ingest")
public record IngestProperties(
    @Nullable URI publicUrl,
    @DefaultValue("4MB") DataSize webhookBodyLimit,
    @DefaultValue("4s") Duration ackLimit,
    @DefaultValue("5000") int maxInFlight,
    @DefaultValue("500") int importWindow,
    @DefaultValue("100000") int rememberedNotifications,
    @DefaultValue("5s") Duration tenantsReload,
    Form form,
    Matcher matcher) {

  /** Checks ranges. */
  public IngestProperties {
    Ranges.number("puente.ingest.webhook-body-limit", webhookBodyLimit.toBytes(), 1024, 6 << 20);
    Ranges.duration(
        "puente.ingest.ack-limit", ackLimit, Duration.ofMillis(100), Duration.ofSeconds(60));
    Ranges.number("puente.ingest.max-in-flight", maxInFlight, 1, 1_000_000);
    Ranges.number("puente.ingest.import-window", importWindow, 1, maxInFlight);
    Ranges.number("puente.ingest.remembered-notifications", rememberedNotifications, 0, 10_000_000);
    Ranges.duration(
        "puente.ingest.tenants-reload", tenantsReload, Duration.ZERO, Duration.ofHours(1));
  }

  /**
   * The public form.
   *
   * @param ratePerMinute forms an address may send in a minute, and at once; 0: no limit
   * @param rememberedKeys most {@code Idempotency-Key}s that are remembered
   * @param honeypot name of a field that people do not see: a form that fills it is answered and
   *     dropped; empty: none
   * @param trustedProxies addresses or blocks whose {@code X-Forwarded-For} counts for the rate and
   *     for the body budget, and whose connections have no limit
   * @param redirectUrls where the page goes next, by tenant; {@code {subscription_id}} is filled in
   */
  public record Form(
      @DefaultValue("60") int ratePerMinute,
      @DefaultValue("10000") int rememberedKeys,
      @DefaultValue("website") String honeypot,
      @DefaultValue List<String> trustedProxies,
      @DefaultValue Map<String, String> redirectUrls) {
    /** Checks ranges. */
    public Form {
      Ranges.number("puente.ingest.form.rate-per-minute", ratePerMinute, 0, 100_000);
      Ranges.number("puente.ingest.form.remembered-keys", rememberedKeys, 0, 1_000_000);
      try {
        new ClientAddress(trustedProxies);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "puente.ingest.form.trusted-proxies must hold addresses or blocks such as 10.0.0.0/8: "
                + e.getMessage(),
            e);
      }
    }
  }

  /**
   * Questions to matcher-streams.
   *
   * @param limit how long a view may take
   * @param quickLimit how long a question beside a write may take
   * @param pause how long no such question is asked after one failed
   */
  public record Matcher(
      @DefaultValue("5s") Duration limit,
      @DefaultValue("500ms") Duration quickLimit,
      @DefaultValue("5s") Duration pause) {
    /** Checks ranges. */
    public Matcher {
      Duration most = Duration.ofSeconds(60);
      Ranges.duration("puente.ingest.matcher.limit", limit, Duration.ofMillis(10), most);
      Ranges.duration(
          "puente.ingest.matcher.quick-limit", quickLimit, Duration.ofMillis(10), limit);
      Ranges.duration("puente.ingest.matcher.pause", pause, Duration.ZERO, most);
    }
  }
}
