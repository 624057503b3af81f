package dev.puente.benchmarks.links;

import dev.puente.benchmarks.webhooks.Servers;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic gets from now on, as a reader of committed records sees it. */
final class Records<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final HttpSchemaRegistryClient schemas;
  private final KafkaConsumer<String, V> consumer;
  private final String topic;

  Records(Servers servers, Topic<V> topic) {
    this.topic = topic.name();
    schemas = new HttpSchemaRegistryClient(RegistryConfig.of(servers.registryUrl()));
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5_000),
            new StringDeserializer(),
            new AvroSerde<>(topic.valueType(), schemas).deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(this.topic).stream()
            .map(info -> new TopicPartition(this.topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** What came since the last look. */
  ConsumerRecords<String, V> poll() {
    return consumer.poll(POLL);
  }

  /**
   * Reads until so many fitting records have come.
   *
   * @throws IllegalStateException when they do not come in time
   */
  void await(long wanted, Predicate<ConsumerRecord<String, V>> fitting, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    long found = 0;
    while (found < wanted) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            topic
                + " got "
                + found
                + " of "
                + wanted
                + " records in "
                + limit.toMinutes()
                + " min");
      }
      for (ConsumerRecord<String, V> record : poll()) {
        if (fitting.test(record)) {
          found++;
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
    schemas.close();
  }
}
