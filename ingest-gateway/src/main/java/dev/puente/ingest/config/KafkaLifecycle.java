package dev.puente.ingest.config;

import dev.puente.ingest.publish.BrokerState;
import dev.puente.ingest.publish.BrokerWatch;
import dev.puente.ingest.publish.FirstContact;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.registry.SchemaRegistryException;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts before the web server: topics must agree with the catalogue, schemas must be registered,
 * metadata must be there, so that the first request is as quick as all others. With a spool it does
 * not wait for a broker that is away: webhooks would be lost meanwhile. Stops after the web server,
 * when all that was accepted is acknowledged.
 */
final class KafkaLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KafkaLifecycle.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private static final Duration CALL_LIMIT_WITH_SPOOL = Duration.ofSeconds(5);
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  private final Parts parts;
  private final BrokerWatch watch;
  private volatile boolean running;

  record Parts(
      Admin admin,
      Producer<String, SpecificRecord> producer,
      SchemaRegistryClient registry,
      Topics topics,
      BrokerState state,
      FirstContact contact,
      Duration startupTimeout,
      boolean spool) {}

  /** What a look at Kafka found: nothing wrong when the list is empty. */
  private record Look(boolean away, List<String> problems) {}

  KafkaLifecycle(Parts parts) {
    this.parts = parts;
    this.watch =
        new BrokerWatch(
            parts.admin(), parts.state(), PROBE_INTERVAL, () -> look().problems(), parts.contact());
  }

  @Override
  public void start() {
    long deadline = System.nanoTime() + parts.startupTimeout().toNanos();
    Look look = look();
    while (!startable(look) && System.nanoTime() - deadline < 0) {
      log.atInfo().addKeyValue("problems", look.problems().size()).log("kafka is not ready yet");
      pause();
      look = look();
    }
    if (!startable(look)) {
      throw new IllegalStateException(
          "ingest-gateway can not start: " + String.join("; ", look.problems()));
    }
    if (look.away()) {
      parts.state().away();
      log.atWarn()
          .addKeyValue("problems", look.problems())
          .log("kafka is away: webhooks and forms go to the spool");
    } else {
      parts.contact().make();
    }
    watch.start(!look.away());
    running = true;
  }

  /** What is wrong with Kafka now, for people. */
  List<String> problems() {
    return watch.problems();
  }

  private boolean startable(Look look) {
    return look.problems().isEmpty() || look.away() && parts.spool();
  }

  private Look look() {
    try {
      List<String> contradictions =
          new TopicAdmin(parts.admin(), parts.topics(), callLimit()).contradictions();
      if (contradictions.isEmpty()) {
        written().forEach(this::warmUp);
      }
      return new Look(false, contradictions);
    } catch (KafkaException | IllegalStateException e) {
      return new Look(
          true, List.of("Kafka does not answer (" + e.getClass().getSimpleName() + ")"));
    } catch (SchemaRegistryException e) {
      return new Look(
          e.isUnavailable(),
          List.of("the schema registry does not answer or refuses a schema: " + e.getMessage()));
    }
  }

  /** Not longer than the whole start may take, but long enough for one try. */
  private Duration callLimit() {
    Duration least = Duration.ofSeconds(1);
    Duration whole = parts.startupTimeout();
    Duration most = parts.spool() ? CALL_LIMIT_WITH_SPOOL : CALL_LIMIT;
    Duration limit = whole.compareTo(most) < 0 ? whole : most;
    return limit.compareTo(least) < 0 ? least : limit;
  }

  /** The topics that the gateway writes to. */
  private List<Topic<?>> written() {
    return List.of(
        parts.topics().chatwootEvents(),
        parts.topics().clients(),
        parts.topics().notificationRequests(),
        parts.topics().subscriptionChanges(),
        parts.topics().linkOverrides());
  }

  private void warmUp(Topic<?> topic) {
    parts
        .registry()
        .register(topic.name() + "-value", SpecificData.get().getSchema(topic.valueType()));
    parts.producer().partitionsFor(topic.name());
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    watch.stop();
    parts.producer().close(CLOSE_LIMIT);
    parts.admin().close(Duration.ZERO); // only questions are pending there
    parts.registry().close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Below the web server's phases: earlier at the start, later at the stop. */
  @Override
  public int getPhase() {
    return 0;
  }
}
