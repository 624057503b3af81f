package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.MatcherApplication;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Time from an event that the broker keeps to the link as a reader of committed records sees it, at
 * 200 new contacts a second. Prints; asserts only that every contact is linked.
 */
@Tag("heavy")
class LinkingLatencyIT {
  private static final int CLIENTS = 5_000;
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 3_000;
  private static final int PER_SECOND = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {10, 25, 100})
  void shouldLinkEveryContactAndTellHowLongItTook(int commitIntervalMillis) throws Exception {
    // given
    try (LinkingCluster cluster =
        new LinkingCluster(folder.resolve("ms-" + commitIntervalMillis))) {
      Map<String, Object> settings = cluster.matcher("state", 0);
      settings.remove("puente.matcher.application-server");
      settings.put("puente.matcher.commit-interval", commitIntervalMillis + "ms");
      for (int i = 0; i < CLIENTS; i++) {
        cluster.client("client-" + i, List.of("11 15-" + local(i, "-")));
      }
      cluster.flush();
      try (var matcher = MatcherApplication.start(settings);
          var schemas = new HttpSchemaRegistryClient(RegistryConfig.of(cluster.registryUrl()));
          var serde = new AvroSerde<>(ContactLink.class, schemas);
          var consumer =
              new KafkaConsumer<>(
                  Map.of(
                      ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                      cluster.bootstrapServers(),
                      ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                      "read_committed",
                      ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                      "earliest"),
                  new StringDeserializer(),
                  serde.deserializer())) {
        List<TopicPartition> partitions =
            IntStream.range(0, 4)
                .mapToObj(p -> new TopicPartition(LinkingCluster.TOPICS.contactLinks().name(), p))
                .toList();
        await()
            .atMost(Duration.ofSeconds(120))
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> cluster.reader().all(LinkingCluster.TOPICS.clientPhones()).size() >= CLIENTS);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);

        // when
        Map<Long, Long> sent = new ConcurrentHashMap<>();
        Thread load = Thread.ofPlatform().start(() -> load(cluster, sent));
        Map<Long, Long> taken = new ConcurrentHashMap<>();
        long limit = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        while (taken.size() < WARM_UP + MEASURED && System.nanoTime() < limit) {
          for (var record : consumer.poll(Duration.ofMillis(5))) {
            ContactLink link = record.value();
            Long start = sent.get(link.getContactId());
            if (start != null && link.getState() == LinkState.LINKED) {
              taken.putIfAbsent(link.getContactId(), System.nanoTime() - start);
            }
          }
        }
        load.join(Duration.ofSeconds(30));

        // then
        assertThat(taken).hasSize(WARM_UP + MEASURED);
        long[] sorted =
            taken.entrySet().stream()
                .filter(e -> e.getKey() >= WARM_UP)
                .mapToLong(Map.Entry::getValue)
                .sorted()
                .toArray();
        System.out.printf(
            "commit interval %d ms: %d links at %d/s, p50 %d ms, p99 %d ms, max %d ms%n",
            commitIntervalMillis,
            sorted.length,
            PER_SECOND,
            TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length / 2]),
            TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length * 99 / 100]),
            TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length - 1]));
      }
    }
  }

  private static void load(LinkingCluster cluster, Map<Long, Long> sent) {
    long start = System.nanoTime();
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
      java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
      // The time it was due, not the time it was sent: a stalled sender hides nothing.
      sent.put((long) i, Math.max(due, start));
      cluster.writes(i, "54911" + local(i, ""));
    }
  }

  private static String local(int number, String separator) {
    return "48"
        + String.format(
            java.util.Locale.ROOT, "%02d%s%04d", number / 10_000, separator, number % 10_000);
  }
}
