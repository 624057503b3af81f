package dev.puente.benchmarks.links;

import dev.puente.benchmarks.webhooks.Servers;
import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventOrigin;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes clients and what contacts write; phones are made from numbers, written two ways. */
final class LinkTraffic implements AutoCloseable {
  private static final int PHONES = 1_900_000;
  private static final int PLACEHOLDER = 333_333;
  private static final Topics TOPICS = new Topics("");

  private final HttpSchemaRegistryClient schemas;
  private final KafkaProducer<String, byte[]> producer;
  private final AvroSerde<Client> clients;
  private final AvroSerde<ChatwootEvent> events;
  private long sent;

  LinkTraffic(Servers servers) {
    schemas = new HttpSchemaRegistryClient(RegistryConfig.of(servers.registryUrl()));
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers.bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                2,
                "batch.size",
                65_536),
            new StringSerializer(),
            new ByteArraySerializer());
    clients = new AvroSerde<>(Client.class, schemas);
    events = new AvroSerde<>(ChatwootEvent.class, schemas);
  }

  /** A client with this phone, as somebody types it. */
  void client(long id, long phone) {
    String number = local(phone);
    send(
        TOPICS.clients(),
        clients,
        "client-" + id,
        Client.newBuilder()
            .setTenant(Servers.TENANT)
            .setClientId("client-" + id)
            .setFirstName("Ana")
            .setLastName("Pérez")
            .setTotalAppointments(3L)
            .setPhones(List.of("11 15-" + number.substring(0, 4) + "-" + number.substring(4)))
            .setChangedAt(Instant.now())
            .build());
  }

  /** A client is erased. */
  void erase(long id) {
    send(TOPICS.clients(), clients, "client-" + id, null);
  }

  /** A message of a contact on WhatsApp. */
  void writes(long contact, long phone) {
    Instant now = Instant.now();
    send(
        TOPICS.chatwootEvents(),
        events,
        Long.toString(contact),
        ChatwootEvent.newBuilder()
            .setEventId("event-" + ++sent)
            .setTenant(Servers.TENANT)
            .setEvent("message_created")
            .setOrigin(EventOrigin.WEBHOOK)
            .setReceivedAt(now)
            .setInboxId(Servers.INBOX)
            .setChannel("Channel::Whatsapp")
            .setSourceId("54911" + local(phone))
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

  /** Eight digits of a subscriber in Buenos Aires. */
  private static String local(long phone) {
    if (phone >= PHONES) {
      throw new IllegalArgumentException("only " + PHONES + " phones are made");
    }
    // 4333-3333 is a placeholder and no phone.
    long number = 43_000_000 + phone + phone / PLACEHOLDER;
    return String.format(Locale.ROOT, "%08d", number);
  }

  private <V extends SpecificRecord> void send(
      Topic<V> topic, AvroSerde<V> serde, String id, @Nullable V value) {
    byte[] bytes = value == null ? null : serde.serializer().serialize(topic.name(), value);
    producer.send(new ProducerRecord<>(topic.name(), Servers.TENANT + ':' + id, bytes));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    schemas.close();
  }
}
