package dev.puente.matcher.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which applications have caught up once since the start of this process. Before, a store that does
 * not hold a key proves nothing: the record may still be in a topic.
 */
final class CaughtUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaughtUp.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Map<String, Object> clientSettings;
  private final Set<String> topics;
  private final Set<String> first = ConcurrentHashMap.newKeySet();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Map<String, Thread> watchers = new HashMap<>();

  CaughtUp(Map<String, String> properties, String bootstrapServers, Set<String> topics) {
    this.topics = topics;
    clientSettings = new HashMap<>(properties);
    clientSettings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }

  /**
   * Watches an application from its start on.
   *
   * @param readFirst names of the topics of which {@link #firstRead} tells; may be empty
   */
  void watch(
      String name,
      String applicationId,
      KafkaStreams streams,
      Topology topology,
      Set<String> readFirst) {
    watchers.put(
        name,
        Thread.ofVirtual()
            .name("caught-up-" + name)
            .start(() -> run(name, applicationId, streams, topology, readFirst)));
  }

  /** Whether the application has read what the topics that come first held when it started. */
  boolean firstRead(String name) {
    return first.contains(name);
  }

  boolean test(String name) {
    return done.contains(name);
  }

  private void run(
      String name,
      String applicationId,
      KafkaStreams streams,
      Topology topology,
      Set<String> readFirst) {
    Map<String, Object> consumer = new HashMap<>(clientSettings);
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    try {
      while (!done.contains(name)) {
        try (Admin admin = Admin.create(clientSettings);
            var probe =
                new KafkaConsumer<>(
                    consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
          CatchUp catchUp = new CatchUp(admin, probe, applicationId, topology, topics);
          // Tasks work long before all of them run, and are not to be kept from it.
          catchUp.await(readFirst);
          first.add(name);
          LOG.info("streams know what comes first application={}", name);
          while (streams.state() != KafkaStreams.State.RUNNING) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
          }
          catchUp.await();
          done.add(name);
        } catch (org.apache.kafka.common.errors.InterruptException e) {
          throw e;
        } catch (KafkaException e) {
          // Nothing is linked, and nothing called unknown, until this is known: it is tried again.
          LOG.warn("streams can not be watched application={}", name, e);
          TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        }
      }
      LOG.info("streams caught up application={}", name);
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watchers.values().forEach(Thread::interrupt);
    for (Thread watcher : watchers.values()) {
      try {
        if (!watcher.join(CLOSE_LIMIT)) {
          LOG.warn("a watcher did not end in time name={}", watcher.getName());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
