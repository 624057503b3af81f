package dev.puente.sandbox.registry;

import dev.puente.sandbox.registry.SchemaRecord.Registration;
import dev.puente.sandbox.registry.SchemaRecord.Rule;
import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.registry.RegisteredSchema;
import dev.puente.schemas.registry.SchemaRegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every registration and rule in a compacted topic before it takes effect, and reads them
 * back at the start.
 */
final class SchemaTopic implements InMemorySchemaRegistry.Journal, AutoCloseable {
  static final String NAME = "_schemas";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

  private record Version(String subject, int number) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int bySubject = subject.compareTo(other.subject);
      return bySubject == 0 ? Integer.compare(number, other.number) : bySubject;
    }
  }

  private final String bootstrapServers;
  private final KafkaProducer<String, String> producer;

  /** Makes the topic when it is not there. */
  SchemaTopic(String bootstrapServers)
      throws InterruptedException, ExecutionException, TimeoutException {
    this.bootstrapServers = bootstrapServers;
    createTopic();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                "max.block.ms",
                WRITE_LIMIT.toMillis(),
                "request.timeout.ms",
                (int) WRITE_LIMIT.toMillis() / 2,
                "delivery.timeout.ms",
                (int) WRITE_LIMIT.toMillis()),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Gives everything that the topic holds now to the registry. */
  void restoreInto(InMemorySchemaRegistry registry) throws TimeoutException {
    // a registration whose acknowledgement was lost may be there twice: the last one counts
    Map<Version, RegisteredSchema> schemas = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(NAME, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (consumer.position(partition, LIMIT) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException("reading %s took more than %s".formatted(NAME, LIMIT));
        }
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  switch (SchemaRecord.read(record.key(), record.value())) {
                    case Registration(RegisteredSchema schema) ->
                        schemas.put(new Version(schema.subject(), schema.version()), schema);
                    case Rule(String subject, CompatibilityLevel level) ->
                        registry.restore(subject, level);
                    case SchemaRecord.Other() -> {}
                  }
                });
      }
    }
    schemas.values().forEach(registry::restore);
  }

  @Override
  public void registered(RegisteredSchema schema) {
    write(SchemaRecord.key(schema), SchemaRecord.value(schema));
  }

  @Override
  public void configured(@Nullable String subject, CompatibilityLevel level) {
    var rule = new Rule(subject, level);
    write(SchemaRecord.key(rule), SchemaRecord.value(rule));
  }

  @Override
  public void close() {
    producer.close(WRITE_LIMIT);
  }

  private void write(String key, String value) {
    try {
      producer
          .send(new ProducerRecord<>(NAME, key, value))
          .get(WRITE_LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStored(e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw notStored(e);
    }
  }

  private static SchemaRegistryException notStored(Exception cause) {
    return new SchemaRegistryException(
        500, SchemaRegistryException.STORE_FAILED, "Error in the backend data store", cause);
  }

  private void createTopic() throws InterruptedException, ExecutionException, TimeoutException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var topic = new NewTopic(NAME, 1, (short) -1).configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
