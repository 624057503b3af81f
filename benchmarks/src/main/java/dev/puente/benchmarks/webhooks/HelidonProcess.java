package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.process.Lifeline;
import dev.puente.event.v1.ChatwootEvent;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.serde.AvroSerializer;
import dev.puente.schemas.topic.PuenteHeaders;
import dev.puente.schemas.topic.Topics;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A bare Helidon SE server that does a webhook's work: checks the signature, reads the payload,
 * removes credentials, derives the event id, produces the Avro record, answers when it is
 * acknowledged. Without tenants, metrics, limits, language, problem documents: what a server costs
 * that has only the hot path.
 */
final class HelidonProcess {
  private static final HeaderName TIMESTAMP = HeaderNames.create("X-Chatwoot-Timestamp");
  private static final HeaderName SIGNATURE = HeaderNames.create("X-Chatwoot-Signature");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final long ACK_LIMIT_MS = 4_000;

  private final BareWebhook work = new BareWebhook();
  private final Producer<String, SpecificRecord> producer;
  private final String topic = new Topics("").chatwootEvents().name();

  private HelidonProcess(String bootstrapServers, String registryUrl) {
    this.producer =
        new KafkaProducer<>(
            settings(bootstrapServers),
            new StringSerializer(),
            new AvroSerializer<>(
                new HttpSchemaRegistryClient(
                    RegistryConfig.from(Map.of(RegistryConfig.URL, registryUrl)))));
  }

  /** Arguments: port, bootstrap servers, registry. */
  public static void main(String[] arguments) {
    Lifeline.hold();
    HelidonProcess process = new HelidonProcess(arguments[1], arguments[2]);
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(arguments[0]))
        .routing(
            routing ->
                routing
                    .get("/health/ready", (request, response) -> response.send("{}"))
                    .post("/api/webhooks/chatwoot/{tenant}", process::receive))
        .build()
        .start();
  }

  /** The same as the gateway's own. */
  private static Map<String, Object> settings(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("client.id", "helidon");
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 5);
    settings.put("batch.size", 64 * 1024);
    settings.put("buffer.memory", 64L * 1024 * 1024);
    settings.put("max.request.size", 8 * 1024 * 1024 + 4096);
    return settings;
  }

  private void receive(ServerRequest request, ServerResponse response) throws Exception {
    byte[] body = request.content().inputStream().readAllBytes();
    String timestamp = request.headers().first(TIMESTAMP).orElse("");
    String signature = request.headers().first(SIGNATURE).orElse("");
    if (!work.signed(timestamp, signature, body)) {
      response.status(401).send();
      return;
    }
    ChatwootEvent event = work.event(body);
    CompletableFuture<Void> done = new CompletableFuture<>();
    producer.send(
        record(event),
        (metadata, failure) -> {
          if (failure == null) {
            done.complete(null);
          } else {
            done.completeExceptionally(failure);
          }
        });
    done.get(ACK_LIMIT_MS, TimeUnit.MILLISECONDS);
    response.header("Content-Type", "application/json");
    response.send(
        ("{\"success\":true,\"message\":\"accepted\",\"event_id\":\"" + event.getEventId() + "\"}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private ProducerRecord<String, SpecificRecord> record(ChatwootEvent event) {
    long contact = event.getContact() == null ? 0 : event.getContact().getId();
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(topic, TenantKey.ofContact(event.getTenant(), contact).text(), event);
    PuenteHeaders.put(record.headers(), TRACE, event.getEventId(), event.getTenant(), event);
    return record;
  }
}
