package dev.puente.ingest.config;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.FirstContact;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready while webhooks can be kept: taking an instance out of service that can would lose them. Not
 * ready before Kafka was ever found in order, since then the settings may be wrong, and nothing
 * would ever take the records out of the spool again.
 */
final class KafkaHealth implements HealthIndicator {
  private final EventPublisher publisher;
  private final @Nullable FirstContact contact;
  private final @Nullable KafkaLifecycle kafka;

  KafkaHealth(
      EventPublisher publisher, @Nullable FirstContact contact, @Nullable KafkaLifecycle kafka) {
    this.publisher = publisher;
    this.contact = contact;
    this.kafka = kafka;
  }

  @Override
  public Health health() {
    boolean ever = contact == null || contact.made();
    Health.Builder health = ever && publisher.keeps() ? Health.up() : Health.outOfService();
    health.withDetail(
        "kafka", ever ? publisher.reachable() ? "reachable" : "away" : "never reached");
    health.withDetail("spool", publisher.holdsBack() ? "in use" : "empty");
    if (contact != null && !publisher.reachable()) {
      health.withDetail("bootstrap_servers", contact.servers());
    }
    List<String> problems = kafka == null ? List.of() : kafka.problems();
    if (!problems.isEmpty()) {
      health.withDetail("problems", problems);
    }
    return health.build();
  }
}
