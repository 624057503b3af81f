package dev.puente.sandbox.demo;

import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.SendNotification;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A business system that publishes straight to {@code notification-requests}. */
public final class RequestPublisher implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final HttpSchemaRegistryClient registry;
  private final AvroSerde<NotificationRequest> serde;
  private final KafkaProducer<String, NotificationRequest> producer;
  private final String topic = new Topics("").notificationRequests().name();

  /** Connects to these servers. */
  public RequestPublisher(String bootstrapServers, String registryUrl) {
    registry = new HttpSchemaRegistryClient(RegistryConfig.of(registryUrl));
    serde = new AvroSerde<>(NotificationRequest.class, registry);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new StringSerializer(),
            serde.serializer());
  }

  /** Publishes a text for a client and waits for the acknowledgement. */
  public void send(String tenant, String id, String clientId, String text) {
    publish(new Recipient.ByClient(clientId), tenant, id, text(text).setRecipientId(clientId));
  }

  /** Publishes a text for a phone in E.164 form and waits for the acknowledgement. */
  public void sendToPhone(String tenant, String id, String phone, String text) {
    if (!(new PhoneKeys().key(phone, PhoneSource.none()) instanceof PhoneResult.Key key)) {
      throw new IllegalArgumentException("a phone without key");
    }
    publish(new Recipient.ByPhone(key.value()), tenant, id, text(text).setPhone(phone));
  }

  private static SendNotification.Builder text(String text) {
    return SendNotification.newBuilder().setType("APPOINTMENT_REMINDER").setMessage(text);
  }

  private void publish(
      Recipient recipient, String tenant, String id, SendNotification.Builder body) {
    NotificationRequest request =
        NotificationRequest.newBuilder().setTenant(tenant).setId(id).setBody(body.build()).build();
    String key = recipient.key(tenant).text();
    try {
      producer
          .send(new ProducerRecord<>(topic, key, request))
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing " + id, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("request " + id + " was not acknowledged", e);
    }
  }

  @Override
  public void close() {
    producer.close(LIMIT);
    serde.close();
    registry.close();
  }
}
