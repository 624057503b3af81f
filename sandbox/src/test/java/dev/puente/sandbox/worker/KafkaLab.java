package dev.puente.sandbox.worker;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A broker, a registry and all topics; plays the mailbox: writes commands and reads answers. */
final class KafkaLab implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final int PARTITIONS = 2;

  final EmbeddedBroker broker;
  final RegistryServer registry;
  final Topics topics = new Topics("");

  private final Admin admin;
  private final HttpSchemaRegistryClient schemas;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<CommandResult> results = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  KafkaLab(BrokerSettings settings) throws Exception {
    broker = EmbeddedBroker.start(settings);
    Map<String, Object> common = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(common);
    new TopicAdmin(admin, topics, LIMIT).create(PARTITIONS, (short) 1);
    registry = RegistryServer.start(broker.bootstrapServers(), 0);
    schemas = new HttpSchemaRegistryClient(RegistryConfig.of(registryUrl()));
    producer = new KafkaProducer<>(common, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.add(new TopicPartition(topics.commandResults().name(), p));
      partitions.add(new TopicPartition(topics.deadLetters().name(), p));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  static KafkaLab in(Path folder) throws Exception {
    return new KafkaLab(BrokerSettings.in(folder));
  }

  String registryUrl() {
    return registry.url().toString();
  }

  /** Writes a command to partition 0, where its installation lives. */
  long send(NotificationCommand command) throws Exception {
    return send(command, 0);
  }

  long send(NotificationCommand command, int partition) throws Exception {
    byte[] value =
        new AvroSerde<>(NotificationCommand.class, schemas)
            .serializer()
            .serialize(topics.notificationCommands().name(), command);
    return sendRaw(command.getTenant() + ":" + command.getAddress(), value, partition);
  }

  long sendRaw(@Nullable String key, byte @Nullable [] value, int partition)
      throws ExecutionException, InterruptedException, TimeoutException {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    var record =
        new ProducerRecord<>(topics.notificationCommands().name(), partition, keyBytes, value);
    return producer.send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS).offset();
  }

  /** Waits for an answer to that command. */
  CommandResult awaitResult(String commandId) {
    return awaitResult(commandId, _ -> true);
  }

  CommandResult awaitResult(String commandId, Predicate<CommandResult> wanted) {
    return Awaitility.await("answer to " + commandId)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                results().stream()
                    .filter(r -> r.getCommandId().equals(commandId) && wanted.test(r))
                    .findFirst()
                    .orElse(null),
            java.util.Objects::nonNull);
  }

  synchronized List<CommandResult> results() {
    read();
    return List.copyOf(results);
  }

  synchronized List<DeadLetter> deadLetters() {
    read();
    return List.copyOf(deadLetters);
  }

  private void read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
      if (record.topic().equals(topics.commandResults().name())) {
        results.add(
            new AvroSerde<>(CommandResult.class, schemas)
                .deserializer()
                .deserialize(record.topic(), record.value()));
      } else {
        deadLetters.add(
            new AvroSerde<>(DeadLetter.class, schemas)
                .deserializer()
                .deserialize(record.topic(), record.value()));
      }
    }
  }

  /** What the group has committed for a partition of commands; null when nothing. */
  @Nullable OffsetAndMetadata committed(int partition) throws Exception {
    return admin
        .listConsumerGroupOffsets("puente-notifier")
        .partitionsToOffsetAndMetadata()
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .get(new TopicPartition(topics.notificationCommands().name(), partition));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
    schemas.close();
    admin.close();
    registry.close();
    broker.close();
  }
}
