package dev.puente.sandbox.notifying;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.matcher.MatcherApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a registry, all topics and the matcher; the test plays gateway and worker. */
final class MatcherLab implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final int PARTITIONS = 3;
  private static final String TOKEN = "internal-token-of-the-lab";

  final Topics topics = new Topics("");
  final List<ConsumerRecord<byte[], byte[]>> commandRecords = new ArrayList<>();
  final List<NotificationCommand> commands = new ArrayList<>();
  final List<NotificationOutcome> outcomes = new ArrayList<>();

  private final Path folder;
  private final EmbeddedBroker broker;
  private final RegistryServer registry;
  private final HttpSchemaRegistryClient schemas;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable ConfigurableApplicationContext matcher;
  private int starts;

  MatcherLab(Path folder) throws Exception {
    this.folder = folder;
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
    Map<String, Object> common = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(common)) {
      new TopicAdmin(admin, topics, LIMIT).create(PARTITIONS, (short) 1);
    }
    registry = RegistryServer.start(broker.bootstrapServers(), 0);
    schemas = new HttpSchemaRegistryClient(RegistryConfig.of(registry.url().toString()));
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
      partitions.add(new TopicPartition(topics.notificationCommands().name(), p));
      partitions.add(new TopicPartition(topics.notificationOutcomes().name(), p));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Starts the matcher with empty stores: all that it knows comes from the changelogs. */
  void startMatcher() throws IOException {
    Path tenants = folder.resolve("tenants.yml");
    Files.writeString(
        tenants,
        """
        tenants:
          a:
            base_url: http://chat-a.example
            account_id: 1
            api_token: token-a
            region: AR
            inboxes: [{id: 3, channel: "Channel::Api", notify: true}]
          b:
            base_url: http://chat-b.example
            account_id: 1
            api_token: token-b
            region: AR
            inboxes: [{id: 4, channel: "Channel::Api", notify: true}]
        """);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", 0);
    properties.put("puente.kafka.bootstrap-servers", broker.bootstrapServers());
    properties.put("puente.schema-registry-url", registry.url().toString());
    properties.put("puente.tenants-file", tenants);
    properties.put("puente.tenants-environment", false);
    properties.put("puente.internal-token", TOKEN);
    properties.put("puente.matcher.state-dir", folder.resolve("state-" + ++starts));
    matcher = MatcherApplication.start(properties);
  }

  void stopMatcher() {
    if (matcher != null) {
      matcher.close();
      matcher = null;
    }
  }

  <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
    byte[] bytes =
        new AvroSerde<>(topic.valueType(), schemas).serializer().serialize(topic.name(), value);
    producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes));
  }

  void flush() {
    producer.flush();
  }

  /** Reads on for a moment. */
  void read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      if (record.topic().equals(topics.notificationCommands().name())) {
        commandRecords.add(record);
        commands.add(value(topics.notificationCommands(), record));
      } else {
        outcomes.add(value(topics.notificationOutcomes(), record));
      }
    }
  }

  private <V extends SpecificRecord> V value(
      Topic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    return new AvroSerde<>(topic.valueType(), schemas)
        .deserializer()
        .deserialize(topic.name(), record.value());
  }

  HttpResponse<String> view(String tenant, String id) throws Exception {
    String port =
        java.util.Objects.requireNonNull(matcher).getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri =
          URI.create(
              "http://127.0.0.1:"
                  + port
                  + "/internal/v1/tenants/"
                  + tenant
                  + "/notifications/"
                  + id);
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(LIMIT)
              .header("Authorization", "Bearer " + TOKEN)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  public void close() throws Exception {
    stopMatcher();
    consumer.close();
    producer.close(Duration.ofMillis(TimeUnit.SECONDS.toMillis(10)));
    schemas.close();
    registry.close();
    broker.close();
  }
}
