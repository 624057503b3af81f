package dev.puente.sandbox.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.DeadLetter;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.serde.AvroDeserializer;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.serde.AvroSerializer;
import dev.puente.schemas.serde.RandomRecords;
import dev.puente.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Confluent's genuine serializer and deserializer 7.9 (inside Apache Pinot's shaded jar) against
 * ours, over our registry server, on every schema of the project.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfluentOracleIT {
  private static final int RECORDS_PER_TYPE = 40;

  private EmbeddedBroker broker;
  private RegistryServer server;
  private SchemaRegistryClient registry;
  private ConfluentOracle confluent;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder));
    server = RegistryServer.start(broker.bootstrapServers(), 0);
    registry = new HttpSchemaRegistryClient(RegistryConfig.of(server.url()));
    confluent = new ConfluentOracle(server.url());
  }

  @AfterAll
  void stop() throws Exception {
    confluent.close();
    registry.close();
    server.close();
    broker.close();
  }

  static List<Class<? extends SpecificRecord>> types() throws Exception {
    return EventTypes.all();
  }

  @Test
  void shouldFindTheTypesOfEveryTopic() throws Exception {
    // given
    var topics = new Topics("").all();
    // when
    var types = types();
    // then
    assertThat(topics).isNotEmpty();
    assertThat(types).containsAll(topics.stream().map(topic -> topic.valueType()).toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void shouldWriteTheSameBytesAsConfluent(Class<T> type)
      throws Exception {
    // given
    String topic = "same-" + type.getSimpleName();
    var serde = new AvroSerde<>(type, registry);
    for (long seed = 0; seed < RECORDS_PER_TYPE; seed++) {
      T record = new RandomRecords(new Random(seed)).next(type);
      // when
      byte[] theirs = confluent.write(topic, type, seed);
      byte[] ours = serde.serializer().serialize(topic, record);
      // then
      assertThat(ours).as("seed %d", seed).isEqualTo(theirs);
      assertThat(serde.deserializer().deserialize(topic, theirs))
          .as("seed %d", seed)
          .isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void shouldBeReadByConfluent(Class<T> type) throws Exception {
    // given
    String topic = "read-" + type.getSimpleName();
    var serializer = new AvroSerializer<T>(registry);
    for (long seed = 0; seed < RECORDS_PER_TYPE; seed++) {
      T record = new RandomRecords(new Random(seed)).next(type);
      // when
      byte[] ours = requireNonNull(serializer.serialize(topic, record));
      // then
      assertThat(confluent.reads(topic, type, seed, ours)).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void shouldWorkInProducerAndConsumerWhenNamedInTheirConfiguration() throws Exception {
    // given
    String topic = "by-class-name";
    createTopic(topic);
    DeadLetter record = new RandomRecords(new Random(1)).next(DeadLetter.class);
    // when
    send(topic, record);
    // then
    assertThat(receive(topic)).containsExactly(record);
  }

  private void createTopic(String topic) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> clientConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("schema.registry.url", server.url());
    config.put("key.serializer", StringSerializer.class.getName());
    config.put("value.serializer", AvroSerializer.class.getName());
    config.put("key.deserializer", StringDeserializer.class.getName());
    config.put("value.deserializer", AvroDeserializer.class.getName());
    return config;
  }

  private void send(String topic, DeadLetter record) throws Exception {
    try (var producer = new KafkaProducer<String, DeadLetter>(clientConfig())) {
      producer.send(new ProducerRecord<>(topic, "k", record)).get(30, TimeUnit.SECONDS);
    }
  }

  private List<DeadLetter> receive(String topic) {
    List<DeadLetter> received = new ArrayList<>();
    try (var consumer = new KafkaConsumer<String, DeadLetter>(clientConfig())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> received.add(r.value()));
                return !received.isEmpty();
              });
    }
    return received;
  }
}
