package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.metrics.IngestMetrics;
import dev.puente.ingest.problem.ProblemDocuments;
import dev.puente.ingest.testing.FakePublisher;
import dev.puente.ingest.web.BodyBudget;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.TraceParents;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What depends on settings that the shared gateway has switched off. */
class WebhookServletTest {
  private static final String NOW = "1785146400";
  private static final int MEBIBYTE = 1024 * 1024;

  private final FakePublisher publisher = new FakePublisher();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path folder;

  private WebhookServlet servlet(boolean dropNoise, int remembered) throws IOException {
    TenantDirectory tenants = tenants();
    return new WebhookServlet(
        new WebhookServlet.Parts(
            () -> tenants,
            publisher,
            new Topics(""),
            InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(NOW))),
            new TraceParents(() -> 1),
            new ProblemResponses(new ProblemDocuments()),
            new IngestMetrics(meters),
            new BodyBudget(
                16 * MEBIBYTE,
                10,
                4 * MEBIBYTE,
                Duration.ofSeconds(60),
                request -> "192.0.2.1",
                System::nanoTime),
            new WebhookServlet.Settings(
                4 * MEBIBYTE,
                Duration.ofSeconds(1),
                dropNoise,
                remembered,
                Duration.ofMinutes(5),
                MEBIBYTE)));
  }

  /** Thirty installations, each with an account 3 of its own. */
  private TenantDirectory tenants() throws IOException {
    String settings =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    "  t%d: {base_url: 'http://x%d', account_id: 3, webhook_secrets: [secret-%d]}\n"
                        .formatted(i, i, i))
            .collect(Collectors.joining("", "tenants:\n", ""));
    return new TenantSettingsLoader(Map.of())
        .load(Files.writeString(folder.resolve("tenants.yml"), settings));
  }

  private static MockHttpServletResponse send(
      WebhookServlet servlet, @Nullable String path, byte[] body, String secret)
      throws IOException, jakarta.servlet.ServletException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.setPathInfo(path);
    request.setContent(body);
    request.addHeader("X-Chatwoot-Timestamp", NOW);
    request.addHeader("X-Chatwoot-Signature", RunningGateway.signature(secret, NOW, body));
    MockHttpServletResponse response = new MockHttpServletResponse();
    servlet.service(request, response);
    return response;
  }

  private double count(String name, String... tags) {
    return meters.counter("puente.ingest." + name, tags).count();
  }

  @Test
  void shouldAnswerAndDropNoiseWhenTold() throws Exception {
    // given
    byte[] typing = Payloads.bytes("conversation_typing_on.agent.json");

    // when
    MockHttpServletResponse dropped = send(servlet(true, 0), "/t1", typing, "secret-1");
    MockHttpServletResponse kept = send(servlet(false, 0), "/t1", typing, "secret-1");

    // then
    assertThat(dropped.getStatus()).isEqualTo(200);
    assertThat(dropped.getContentAsString()).contains("\"success\":true", "\"ignored\"");
    assertThat(kept.getContentAsString()).contains("\"accepted\"");
    assertThat(publisher.published()).hasSize(1);
    assertThat(count("dropped", "kind", "webhooks", "reason", "noise")).isEqualTo(1);
  }

  @Test
  void shouldAnswerARepetitionWithTheSameIdAndNotWriteItAgain() throws Exception {
    // given
    byte[] message = Payloads.bytes("message_created.whatsapp_incoming_phone.json");
    byte[] failed = Payloads.bytes("message_updated.failed_whatsapp.json");
    WebhookServlet servlet = servlet(false, 10);
    MockHttpServletResponse first = send(servlet, "/t1", message, "secret-1");

    // when
    MockHttpServletResponse again = send(servlet, "/t1", message, "secret-1");
    MockHttpServletResponse other = send(servlet, "/t1", failed, "secret-1");

    // then
    assertThat(first.getContentAsString()).contains("\"accepted\"");
    assertThat(again.getContentAsString())
        .isEqualTo(first.getContentAsString().replace("accepted", "already accepted"));
    assertThat(other.getContentAsString()).contains("\"accepted\"");
    assertThat(publisher.published()).hasSize(2);
    assertThat(count("dropped", "kind", "webhooks", "reason", "repeated")).isEqualTo(1);
  }

  @Test
  void shouldTakeARepetitionOfWhatWasNotKept() throws Exception {
    // given
    byte[] message = Payloads.bytes("message_created.whatsapp_incoming_phone.json");
    WebhookServlet servlet = servlet(false, 10);
    publisher.behave(FakePublisher.Mode.FAIL);
    MockHttpServletResponse refused = send(servlet, "/t1", message, "secret-1");
    publisher.behave(FakePublisher.Mode.ACKNOWLEDGE);

    // when
    MockHttpServletResponse again = send(servlet, "/t1", message, "secret-1");

    // then
    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(again.getStatus()).isEqualTo(200);
    assertThat(publisher.published()).hasSize(1);
  }

  @Test
  void shouldSpendNoMoreThanItsBudgetOnSecretsThatMayFit() throws Exception {
    // given
    WebhookServlet servlet = servlet(false, 0);
    byte[] large =
        ("{\"event\":\"x\",\"account\":{\"id\":3},\"x\":\"" + "x".repeat(3 * MEBIBYTE) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    // when
    MockHttpServletResponse stranger = send(servlet, null, large, "wrong");
    MockHttpServletResponse byPath = send(servlet, "/t29", large, "secret-29");

    // then
    assertThat(stranger.getStatus()).isEqualTo(503);
    assertThat(stranger.getHeader("Retry-After")).isEqualTo("1");
    assertThat(byPath.getStatus()).isEqualTo(200);
    assertThat(count("webhook.refused", "reason", "too_many_secrets")).isEqualTo(1);
  }

  @Test
  void shouldLogWhyItRefusesAndNothingOfWhatWasSent() throws Exception {
    // given
    Logger logger = (Logger) LoggerFactory.getLogger("dev.puente.ingest");
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(logged);
    byte[] message = Payloads.bytes("message_created.whatsapp_incoming_phone.json");
    byte[] broken = Arrays.copyOf(message, message.length / 2);
    byte[] nameless =
        new String(message, StandardCharsets.UTF_8)
            .replace("\"message_created\"", "7")
            .getBytes(StandardCharsets.UTF_8);
    WebhookServlet servlet = servlet(false, 10);
    List<Integer> statuses = new ArrayList<>();

    // when
    try {
      statuses.add(send(servlet, "/t1", message, "other-secret").getStatus());
      statuses.add(send(servlet, "/t1/path-token", message, "other-secret").getStatus());
      statuses.add(send(servlet, "/unknown-one", message, "other-secret").getStatus());
      statuses.add(send(servlet, "/t1", broken, "secret-1").getStatus());
      statuses.add(send(servlet, "/t1", nameless, "secret-1").getStatus());
      publisher.behave(FakePublisher.Mode.FAIL);
      statuses.add(send(servlet, "/t1", message, "secret-1").getStatus());
    } finally {
      logger.detachAppender(logged);
      logger.setLevel(before);
    }

    // then
    List<String> lines =
        logged.list.stream()
            .map(
                event ->
                    event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + event.getThrowableProxy())
            .toList();
    assertThat(statuses).containsExactly(401, 401, 404, 400, 400, 503);
    assertThat(lines)
        .filteredOn(line -> line.contains("webhook refused"))
        .hasSize(3)
        .allMatch(line -> line.contains("no_match") || line.contains("unknown_tenant"));
    String all = String.join("\n", lines);
    for (String sent : new String[] {"secret-1", "other-secret", "path-token", "unknown-one"}) {
      assertThat(all).doesNotContain(sent);
    }
    for (JsonNode value : JsonMapper.shared().readTree(message).at("/sender")) {
      if (value.isString() && value.asString().length() > 4) {
        assertThat(all).doesNotContain(value.asString());
      }
    }
    assertThat(all).doesNotContain("sha256=");
  }
}
