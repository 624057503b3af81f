package dev.puente.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryClientTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredString("a").endRecord();

  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void shouldRegisterOnceAndRememberBothDirections() {
    // given
    answers.add(new Answer(200, "{\"id\":7}"));
    // when
    try (var client = client(Map.of())) {
      client.register("a b/c", SCHEMA);
      int id = client.register("a b/c", SCHEMA);
      // then
      assertThat(id).isEqualTo(7);
      assertThat(client.schema(7)).isSameAs(SCHEMA);
    }
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst())
        .startsWith("POST /subjects/a%20b%2Fc/versions application/vnd.schemaregistry.v1+json null")
        .endsWith("{\"schema\":\"" + SCHEMA.toString().replace("\"", "\\\"") + "\"}");
  }

  @Test
  void shouldPassOnStatusAndErrorCodeWithoutRetrying() {
    // given
    answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"incompatible\"}"));
    // when
    SchemaRegistryException refusal;
    try (var client = client(Map.of())) {
      refusal =
          catchThrowableOfType(SchemaRegistryException.class, () -> client.register("a", SCHEMA));
    }
    // then
    assertThat(refusal).hasMessageContaining("incompatible");
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.errorCode()).isEqualTo(409);
    assertThat(requests).hasSize(1);
  }

  @Test
  void shouldTryAgainWithGrowingPausesWhenTheServerFails() {
    // given
    answers.add(new Answer(500, "<html>"));
    answers.add(new Answer(503, "{\"error_code\":50003,\"message\":\"later\"}"));
    answers.add(
        new Answer(
            200, "{\"subject\":\"a\",\"version\":2,\"id\":9,\"schema\":\"\\\"string\\\"\"}"));
    // when
    RegisteredSchema latest;
    try (var client = client(Map.of())) {
      latest = client.latest("a");
    }
    // then
    assertThat(latest)
        .isEqualTo(new RegisteredSchema("a", 2, 9, Schema.create(Schema.Type.STRING)));
    assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void shouldGiveUpAfterTheConfiguredRounds() {
    // given
    for (int i = 0; i < 10; i++) {
      answers.add(new Answer(500, "{}"));
    }
    // when
    SchemaRegistryException failure;
    try (var client = client(Map.of(RegistryConfig.MAX_RETRIES, "2"))) {
      failure = catchThrowableOfType(SchemaRegistryException.class, () -> client.schema(1));
    }
    // then
    assertThat(failure.isUnavailable()).isTrue();
    assertThat(requests).hasSize(3);
  }

  @Test
  void shouldGoToTheNextAddressAndStayThereWhenOneIsDead() throws IOException {
    // given
    answers.add(new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
    answers.add(new Answer(200, "{\"schema\":\"\\\"int\\\"\"}"));
    String both = "http://127.0.0.1:" + deadPort() + "," + url();
    // when
    try (var client = client(Map.of(RegistryConfig.URL, both))) {
      client.schema(1);
      client.schema(2);
    }
    // then
    assertThat(requests).hasSize(2);
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldStopWaitingWhenTheBodyNeverEnds() {
    // given
    answers.add(new Answer(-1, ""));
    // when
    SchemaRegistryException failure;
    try (var client =
        client(Map.of(RegistryConfig.MAX_RETRIES, "0", RegistryConfig.READ_TIMEOUT, "200"))) {
      failure = catchThrowableOfType(SchemaRegistryException.class, () -> client.schema(1));
    }
    // then
    assertThat(failure).hasMessageContaining("no answer within PT0.2S");
    assertThat(failure.isUnavailable()).isTrue();
  }

  @Test
  void shouldRememberAMissingIdForOneSecondOnly() {
    // given
    String missing = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
    answers.add(new Answer(404, missing));
    answers.add(new Answer(200, "{\"schema\":\"\\\"string\\\"\"}"));
    // when
    try (var client = client(Map.of())) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> client.schema(4)).hasMessageContaining("40403");
      }
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      // then
      assertThat(client.schema(4)).isEqualTo(Schema.create(Schema.Type.STRING));
    }
    assertThat(requests).hasSize(2);
  }

  @Test
  void shouldSendCredentialsFromUserInfoOrAddressAndNeverShowThem() {
    // given
    answers.add(new Answer(200, "[\"a\"]"));
    answers.add(new Answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}"));
    var userInfo =
        Map.of(
            RegistryConfig.BASIC_AUTH_SOURCE, "USER_INFO",
            RegistryConfig.BASIC_AUTH_USER_INFO, "me:secret");
    var inAddress = Map.of(RegistryConfig.URL, url().replace("//", "//me:secret@"));
    // when
    try (var client = client(userInfo)) {
      assertThat(client.subjects()).containsExactly("a");
    }
    // then
    try (var client = client(inAddress)) {
      assertThatThrownBy(client::subjects).hasMessageNotContaining("secret");
    }
    assertThat(requests).allMatch(r -> r.contains("Basic bWU6c2VjcmV0"));
  }

  @Test
  void shouldRefuseSchemasOfAnotherType() {
    // given
    answers.add(new Answer(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"));
    // when
    try (var client = client(Map.of())) {
      // then
      assertThatThrownBy(() -> client.schema(1)).hasMessageContaining("JSON is not supported");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(
          "%s %s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  type,
                  authorization,
                  body));
      Answer answer = answers.remove();
      if (answer.status() < 0) {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        stopped.await();
        return;
      }
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpSchemaRegistryClient client(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(Map.of(RegistryConfig.URL, url()));
    all.putAll(settings);
    return new HttpSchemaRegistryClient(RegistryConfig.from(all), pauses::add, nanos::get);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static int deadPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
