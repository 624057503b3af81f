package dev.puente.cli.clients;

import dev.puente.cli.cluster.ClusterOptions;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.UpsertContact;
import dev.puente.schemas.key.Address;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.PuenteHeaders;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Reads the matcher's topics and writes wishes for contacts. Every wait has a limit. */
final class SyncTopics implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration READ_LIMIT = Duration.ofMinutes(10);

  private final Topics topics;
  private final HttpSchemaRegistryClient registry;
  private final KafkaConsumer<String, byte @Nullable []> consumer;
  private final KafkaProducer<String, ContactSync> producer;

  SyncTopics(ClusterOptions cluster) throws IOException {
    topics = new Topics(cluster.topicPrefix());
    registry = new HttpSchemaRegistryClient(RegistryConfig.of(cluster.registryUrl()));
    Properties reading = cluster.clientProperties();
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    reading.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    consumer = new KafkaConsumer<>(reading);
    Properties writing = cluster.clientProperties();
    writing.put(ProducerConfig.ACKS_CONFIG, "all");
    writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    producer =
        new KafkaProducer<>(
            writing, new StringSerializer(), serde(topics.contactSyncs()).serializer());
  }

  Topics topics() {
    return topics;
  }

  /** Takes the records of a topic. */
  final class Reader<V extends SpecificRecord> {
    private final Topic<V> topic;
    private final AvroSerde<V> serde;
    private final BiConsumer<String, @Nullable V> taker;

    Reader(Topic<V> topic, BiConsumer<String, @Nullable V> taker) {
      this.topic = topic;
      this.serde = serde(topic);
      this.taker = taker;
    }

    void take(ConsumerRecord<String, byte @Nullable []> record) {
      byte[] value = record.value();
      taker.accept(
          record.key(),
          value == null ? null : serde.deserializer().deserialize(topic.name(), value));
    }
  }

  /**
   * Reads topics from the beginning to where they end now.
   *
   * @throws IOException when a topic is missing or its end is not reached in time
   */
  void readAll(List<Reader<?>> readers) throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Reader<?> reader : readers) {
      partitions.addAll(partitions(reader.topic));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
    long limit = System.nanoTime() + READ_LIMIT.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() - limit > 0) {
        throw new IOException("the topics were not read within " + READ_LIMIT.toMinutes() + " min");
      }
      poll(readers, Duration.ofMillis(500));
    }
  }

  /** From now on {@link #poll} gives what comes behind the present end of these topics. */
  void follow(List<Topic<?>> followed) throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : followed) {
      partitions.addAll(partitions(topic));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(partition -> consumer.position(partition, LIMIT));
  }

  /** Waits at most so long for records. */
  void poll(List<Reader<?>> readers, Duration wait) {
    for (ConsumerRecord<String, byte @Nullable []> record : consumer.poll(wait)) {
      for (Reader<?> reader : readers) {
        if (reader.topic.name().equals(record.topic()) && record.key() != null) {
          reader.take(record);
        }
      }
    }
  }

  /** Asks for a contact; the same subject and hash again is the same wish. */
  Future<?> ask(String tenant, SyncPlan.Ask ask, @Nullable Long inboxId, String hash) {
    String subject = "client/" + ask.clientId();
    ContactSync sync =
        ContactSync.newBuilder()
            .setTenant(tenant)
            .setAddress(Address.ofPhone(ask.phoneKey()))
            .setSubject(subject)
            .setVersion(System.currentTimeMillis())
            .setBody(
                UpsertContact.newBuilder()
                    .setSubscriptionId(subject)
                    .setTarget(
                        ContactTarget.newBuilder()
                            .setPhoneKey(ask.phoneKey())
                            .setPhoneRaw(ask.phoneRaw())
                            .setRegion(ask.address().getRegion())
                            .setDisplayName(ask.address().getDisplayName())
                            .build())
                    .setAttributes(Map.of())
                    .setInboxId(inboxId)
                    .setContentHash(hash)
                    .setOtherPhoneKeys(ask.otherPhoneKeys())
                    .build())
            .build();
    String key = new TenantKey(tenant, sync.getAddress()).text();
    ProducerRecord<String, ContactSync> record =
        new ProducerRecord<>(topics.contactSyncs().name(), key, sync);
    PuenteHeaders.put(record.headers(), traceParent(), UUID.randomUUID().toString(), tenant, sync);
    return producer.send(record);
  }

  /** Waits until what was asked is on the topic. */
  static void written(List<Future<?>> sent) throws IOException {
    try {
      for (Future<?> one : sent) {
        one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Kafka did not take the wishes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private List<TopicPartition> partitions(Topic<?> topic) throws IOException {
    List<PartitionInfo> infos = consumer.partitionsFor(topic.name(), LIMIT);
    if (infos == null || infos.isEmpty()) {
      throw new IOException("there is no topic " + topic.name());
    }
    return infos.stream().map(info -> new TopicPartition(topic.name(), info.partition())).toList();
  }

  private <V extends SpecificRecord> AvroSerde<V> serde(Topic<V> topic) {
    return new AvroSerde<>(topic.valueType(), registry);
  }

  private static String traceParent() {
    HexFormat hex = HexFormat.of();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-"
        + hex.toHexDigits(random.nextLong() | 1L)
        + hex.toHexDigits(random.nextLong())
        + "-"
        + hex.toHexDigits(random.nextLong() | 1L)
        + "-00";
  }

  @Override
  public void close() {
    producer.close(LIMIT);
    consumer.close();
    registry.close();
  }
}
