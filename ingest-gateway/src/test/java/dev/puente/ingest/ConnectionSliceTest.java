package dev.puente.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.testing.FakePublisher;
import dev.puente.ingest.testing.RawCaller;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What connections may cost, over real ones. Each test has its own loopback addresses. */
class ConnectionSliceTest {
  private static final int MOST = 6;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String HOOK = "/api/webhooks/chatwoot/clinic-ar";

  private static ConfigurableApplicationContext gateway;
  private static int port;

  private final List<RawCaller> callers = new ArrayList<>();

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("management.server.port", 0);
    properties.put("puente.internal-token", "internal");
    properties.put("puente.tenants-environment", false);
    properties.put("puente.tenants-file", RunningGateway.resource("tenants-test.yml"));
    properties.put("puente.ingest.publisher", "fake");
    properties.put("puente.ingest.views", "fake");
    properties.put("puente.ingest.connection.per-address", MOST);
    properties.put("puente.ingest.connection.wait-limit", "1s");
    properties.put("puente.ingest.form.trusted-proxies", "127.0.8.0/24");
    gateway = IngestGatewayApplication.start(properties, RunningGateway.Fakes.class);
    port = gateway.getEnvironment().getProperty("local.server.port", Integer.class, 0);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void close() throws IOException {
    for (RawCaller caller : callers) {
      caller.close();
    }
  }

  private RawCaller from(String address) throws IOException {
    RawCaller caller = new RawCaller(address, port);
    callers.add(caller);
    return caller;
  }

  /** Asks and leaves the connection open. */
  private RawCaller served(String address) throws IOException {
    RawCaller caller = from(address);
    caller.send("GET " + HOOK + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(caller.answer(12)).isEqualTo("HTTP/1.1 200");
    return caller;
  }

  private void webhookIsTaken(String address) throws IOException {
    String body = "{\"event\":\"x\",\"account\":{\"id\":3},\"inbox\":{\"id\":7}}";
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    RawCaller caller = from(address);
    caller.send(
        "POST %s HTTP/1.1\r\nHost: x\r\nX-Chatwoot-Timestamp: %s\r\nX-Chatwoot-Signature: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                HOOK,
                timestamp,
                RunningGateway.signature("ar-new-secret", timestamp, body.getBytes(UTF_8)),
                body.length(),
                body));
    assertThat(caller.answer(12)).isEqualTo("HTTP/1.1 200");
  }

  private static double ended(String reason) {
    return gateway
        .getBean(MeterRegistry.class)
        .counter("puente.ingest.connection.ended", "reason", reason)
        .count();
  }

  @ParameterizedTest
  @CsvSource({"in the first line,x", "in a header,y", "before the first line,'\n'"})
  void shouldEndWhoDripsTheHeadOfARequestWhileWebhooksOfOthersAreAnswered(String where, char drip)
      throws IOException {
    // given
    double before = ended("too_slow");
    for (int i = 0; i < MOST; i++) {
      RawCaller slow = from("127.0.2." + (int) drip);
      switch (drip) {
        case 'x' -> slow.send("GET /api/clients/");
        case 'y' -> slow.send("GET /api/clients/1 HTTP/1.1\r\nHost: x\r\nX-Y: ");
        default -> slow.send("\r");
      }
      slow.drip(drip);
    }

    // when
    webhookIsTaken("127.0.0.1");

    // then
    for (RawCaller slow : callers.subList(0, MOST)) {
      assertThat(slow.isEnded()).as(where).isTrue();
    }
    assertThat(ended("too_slow") - before).isEqualTo(MOST);
  }

  @Test
  void shouldEndWhoDripsTheBodyOfARefusedRequest() throws IOException {
    // given
    RawCaller slow = from("127.0.3.1");
    slow.send(
        "PUT /api/clients/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody\r\n"
            + "Content-Length: 60000\r\n\r\n");
    String answer = slow.answer(12);

    // when
    slow.drip('x');

    // then
    assertThat(answer).isEqualTo("HTTP/1.1 401");
    assertThat(slow.isEnded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT /api/clients/1", "POST /api/notifications/batch"})
  void shouldAnswer408ToACallerWithAKeyWhoseBodyDrips(String call) throws IOException {
    // given
    RawCaller slow = from("127.0.4.1");
    slow.send(
        call
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ar-all\r\n"
            + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{");

    // when
    slow.drip(' ');

    // then
    assertThat(slow.answer(12)).isEqualTo("HTTP/1.1 408");
  }

  @Test
  void shouldKeepTheLinesOfAnImportThatCameBeforeItWasEnded() throws IOException {
    // given
    double before = lines("published");
    RawCaller slow = from("127.0.4.2");
    slow.send(
        "POST /api/clients/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ar-all\r\n"
            + "Content-Type: application/x-ndjson\r\nContent-Length: 60000\r\n\r\n"
            + "{\"id\":\"before\",\"first_name\":\"Ana\",\"last_name\":\"Paz\"}\n");

    // when
    slow.drip(' ');

    // then
    assertThat(slow.answer(12)).isEqualTo("HTTP/1.1 408");
    assertThat(((FakePublisher) gateway.getBean(EventPublisher.class)).published())
        .extracting(publication -> publication.key().id())
        .contains("before");
    assertThat(lines("published") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {HOOK, "/api/subscriptions"})
  void shouldCountAStrangerWhoseBodyDripsAsRejectedNotAsFailed(String path) throws IOException {
    // given
    String kind = path.equals(HOOK) ? "webhooks" : "subscriptions";
    double rejected = counted("rejected", kind);
    double failed = counted("failed", kind);
    RawCaller slow = from("127.0.4.3");
    slow.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n{");

    // when
    slow.drip(' ');

    // then
    assertThat(slow.answer(12)).isEqualTo("HTTP/1.1 408");
    await().atMost(LIMIT).until(() -> counted("rejected", kind) == rejected + 1);
    assertThat(counted("failed", kind)).isEqualTo(failed);
  }

  @Test
  void shouldNotEndAnImportAsIfItWereWholeWhenPartOfTheAnswerIsOut() throws IOException {
    // given
    RawCaller slow = from("127.0.4.4");
    slow.send(
        "POST /api/clients/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ar-all\r\n"
            + "Content-Type: application/x-ndjson\r\nContent-Length: 60000\r\n\r\n"
            + "{}\n".repeat(1_000));

    // when
    slow.drip(' ');

    // then
    assertThat(slow.answerUntilItEnds())
        .startsWith("HTTP/1.1 200")
        .contains("{\"line\":1,")
        .doesNotContain("\"accepted\"")
        .doesNotContain("\r\n0\r\n");
  }

  private static double lines(String outcome) {
    return gateway
        .getBean(MeterRegistry.class)
        .counter("puente.ingest.lines", "kind", "clients", "outcome", outcome)
        .count();
  }

  private static double counted(String outcome, String kind) {
    return gateway
        .getBean(MeterRegistry.class)
        .counter("puente.ingest." + outcome, "kind", kind)
        .count();
  }

  @Test
  void shouldServeOthersWhileAnAddressHasAllItMayHave() throws IOException {
    // given
    double before = ended("too_many");
    for (int i = 0; i < MOST; i++) {
      served("127.0.5.1");
    }

    // when
    RawCaller oneMore = from("127.0.5.1");

    // then
    assertThat(oneMore.isEnded()).isTrue();
    assertThat(ended("too_many") - before).isEqualTo(1);
    webhookIsTaken("127.0.5.2");
  }

  @Test
  void shouldTakeAnAddressAgainWhenOneOfItsConnectionsHasEnded() throws IOException {
    // given
    for (int i = 0; i < MOST; i++) {
      served("127.0.6.1");
    }

    // when
    callers.getFirst().close();

    // then
    await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> served("127.0.6.1"));
  }

  @Test
  void shouldNotLimitTrustedProxies() throws IOException {
    for (int i = 0; i < 2 * MOST; i++) {
      served("127.0.8.1");
    }
    assertThat(callers).hasSize(2 * MOST);
  }
}
