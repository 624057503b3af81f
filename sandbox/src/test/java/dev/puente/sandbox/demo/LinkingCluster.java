package dev.puente.sandbox.demo;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventOrigin;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker and a registry with one tenant, and what clients and contacts publish there. */
final class LinkingCluster implements AutoCloseable {
  static final String TENANT = "clinic";
  static final Topics TOPICS = new Topics("");
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Path folder;
  private final boolean makingClients;
  private final EmbeddedBroker broker;
  private final RegistryServer registry;
  private final HttpSchemaRegistryClient schemas;
  private final KafkaProducer<String, byte[]> producer;
  private int events;

  LinkingCluster(Path folder) throws Exception {
    this(folder, false);
  }

  /** A cluster whose tenant wants clients made of contacts, or not. */
  LinkingCluster(Path folder, boolean makingClients) throws Exception {
    this.folder = folder;
    this.makingClients = makingClients;
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
    registry = RegistryServer.start(broker.bootstrapServers(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin, TOPICS, Duration.ofSeconds(30)).create(4, (short) 1);
    }
    schemas = new HttpSchemaRegistryClient(RegistryConfig.of(registry.url()));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Settings of a matcher with stores of its own. */
  Map<String, Object> matcher(String name, int port) throws IOException {
    Path tenants = folder.resolve("tenants.yml");
    Files.writeString(
        tenants,
        """
        tenants:
          clinic:
            base_url: http://127.0.0.1:1
            account_id: 1
            region: AR
            inboxes: [{id: 7, channel: whatsapp, notify: true}]
            auto_create_clients: %s
        """
            .formatted(makingClients));
    Map<String, Object> settings = new HashMap<>();
    settings.put("puente.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("puente.schema-registry-url", registry.url());
    settings.put("puente.tenants-file", tenants);
    settings.put("puente.tenants-environment", false);
    settings.put("puente.allow-private-targets", true);
    settings.put("puente.internal-token", "internal-of-the-test");
    settings.put("puente.kafka.properties[session.timeout.ms]", 6000);
    settings.put("server.port", port);
    settings.put("puente.matcher.application-server", "127.0.0.1:" + port);
    settings.put("puente.matcher.state-dir", folder.resolve(name));
    return settings;
  }

  TopicReader reader() {
    return new TopicReader(broker.bootstrapServers(), registry.url());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  Future<RecordMetadata> client(String id, List<String> phones) {
    return send(
        TOPICS.clients(),
        id,
        Client.newBuilder()
            .setTenant(TENANT)
            .setClientId(id)
            .setPhones(phones)
            .setChangedAt(Instant.now())
            .build());
  }

  Future<RecordMetadata> erase(String id) {
    return send(TOPICS.clients(), id, null);
  }

  /** A message from WhatsApp: the newest sender id is the contact's phone. */
  Future<RecordMetadata> writes(long contact, String sourceId) {
    Instant now = Instant.now();
    return send(
        TOPICS.chatwootEvents(),
        Long.toString(contact),
        ChatwootEvent.newBuilder()
            .setEventId("event-" + ++events)
            .setTenant(TENANT)
            .setEvent("message_created")
            .setOrigin(EventOrigin.WEBHOOK)
            .setReceivedAt(now)
            .setInboxId(7L)
            .setChannel("Channel::Whatsapp")
            .setSourceId(sourceId)
            .setContact(EventContact.newBuilder().setId(contact).setName("Ana").build())
            .setConversation(
                EventConversation.newBuilder()
                    .setId(contact)
                    .setStatus("open")
                    .setUpdatedAt(now)
                    .build())
            .setRaw("{}")
            .build());
  }

  private <V extends SpecificRecord> Future<RecordMetadata> send(
      Topic<V> topic, String id, @Nullable V value) {
    try (AvroSerde<V> serde = new AvroSerde<>(topic.valueType(), schemas)) {
      byte[] bytes = value == null ? null : serde.serializer().serialize(topic.name(), value);
      return producer.send(new ProducerRecord<>(topic.name(), TENANT + ':' + id, bytes));
    }
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(LIMIT);
    schemas.close();
    registry.close();
    broker.close();
  }
}
