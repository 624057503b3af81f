package dev.puente.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.publish.FirstContact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The address of Kafka is wrong, or Kafka is away: both look alike but for what was before. */
class UnreachableKafkaSliceTest {
  @TempDir Path spool;

  @Test
  void shouldNotBeReadyBeforeKafkaWasEverReachedButKeepWebhooks() throws Exception {
    // given
    String servers = "127.0.0.1:" + closedPort();
    try (ConfigurableApplicationContext gateway = start(servers)) {

      // when
      HttpResponse<String> ready = get(gateway, "/health/ready");
      int webhook = webhook(gateway);

      // then
      assertThat(ready.statusCode()).isEqualTo(503);
      JsonNode kafka = JsonMapper.shared().readTree(ready.body()).at("/components/kafka/details");
      assertThat(kafka.path("kafka").asString()).isEqualTo("never reached");
      assertThat(kafka.path("bootstrap_servers").asString()).isEqualTo(servers);
      assertThat(webhook).isEqualTo(200);
      assertThat(get(gateway, "/metrics").body()).containsPattern("spool_records(\\{.*})? 1.0");
      assertThat(get(gateway, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldBeReadyAfterARestartWhileKafkaIsAway() throws Exception {
    // given
    String servers = "127.0.0.1:" + closedPort();
    Files.writeString(spool.resolve(FirstContact.FILE), servers + "\n");
    try (ConfigurableApplicationContext gateway = start(servers)) {

      // when
      HttpResponse<String> ready = get(gateway, "/health/ready");

      // then
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("\"kafka\":\"away\"");
      assertThat(webhook(gateway)).isEqualTo(200);
    }
  }

  private ConfigurableApplicationContext start(String servers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", 0);
    settings.put("server.address", "127.0.0.1");
    settings.put("management.server.port", 0);
    settings.put("puente.kafka.bootstrap-servers", servers);
    settings.put("puente.kafka.startup-timeout", "1s");
    settings.put("puente.internal-token", "internal");
    settings.put("puente.tenants-environment", false);
    settings.put("puente.tenants-file", RunningGateway.resource("tenants-test.yml"));
    settings.put("puente.ingest.spool.folder", spool);
    settings.put("puente.ingest.spool.allow-ephemeral", true);
    return IngestGatewayApplication.start(settings);
  }

  private static int webhook(ConfigurableApplicationContext gateway) throws Exception {
    byte[] body = "{\"event\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return send(HttpRequest.newBuilder(
                url(gateway, "local.server.port", "/api/webhooks/chatwoot/clinic-ar"))
            .header("X-Chatwoot-Timestamp", timestamp)
            .header(
                "X-Chatwoot-Signature", RunningGateway.signature("ar-new-secret", timestamp, body))
            .POST(BodyPublishers.ofByteArray(body)))
        .statusCode();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext gateway, String path)
      throws Exception {
    return send(HttpRequest.newBuilder(url(gateway, "local.management.port", path)));
  }

  private static URI url(ConfigurableApplicationContext gateway, String port, String path) {
    return URI.create("http://127.0.0.1:" + gateway.getEnvironment().getProperty(port) + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
