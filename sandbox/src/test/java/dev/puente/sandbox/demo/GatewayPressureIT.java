package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.IngestGatewayApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** More than the gateway can take, and senders that mean no good. The log has the figures. */
@Tag("heavy")
class GatewayPressureIT {
  private static final Logger log = LoggerFactory.getLogger(GatewayPressureIT.class);
  private static final String SECRET = "secret-of-the-test";
  private static final String PATH = "/api/webhooks/chatwoot/shop";
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration PRESSURE = Duration.ofSeconds(30);

  /** Senders wait 5 s; the gateway answers within 3.5 s and what the machine makes of it. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Ports ports = Ports.ANY.resolve(true);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @TempDir Path folder;

  /** A scenario with a gateway. */
  private interface Scenario {
    void play() throws Exception;
  }

  private void withGateway(Map<String, Object> more, Scenario scenario) throws Exception {
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")).withPort(0));
        RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        new TopicAdmin(admin, new Topics(""), Duration.ofSeconds(30)).create(2, (short) 1);
      }
      Map<String, Object> settings = new HashMap<>(more);
      settings.put("server.port", ports.gateway());
      settings.put("server.address", "127.0.0.1");
      settings.put("management.server.port", ports.gatewayManagement());
      settings.put("puente.kafka.bootstrap-servers", broker.bootstrapServers());
      settings.put("puente.schema-registry-url", registry.url());
      settings.put("puente.tenants-file", tenants());
      settings.put("puente.tenants-environment", false);
      settings.put("puente.internal-token", "internal-of-the-test");
      settings.put("puente.ingest.spool.folder", folder.resolve("spool"));
      settings.put("puente.ingest.spool.allow-ephemeral", true);
      try (ConfigurableApplicationContext gateway = IngestGatewayApplication.start(settings)) {
        scenario.play();
        assertThat(gateway.isRunning()).isTrue();
      }
    }
  }

  private Path tenants() throws Exception {
    return Files.writeString(
        folder.resolve("tenants.yml"),
        """
        tenants:
          shop:
            base_url: http://127.0.0.1:1
            account_id: 1
            inboxes: [{id: 1, channel: api}]
            webhook_secrets: [%s]
            api_keys: [key-of-the-test]
        """
            .formatted(SECRET));
  }

  @Test
  void shouldAnswerWebhooksWhileSlowSendersHoldLargeBodies() throws Exception {
    answersBeside(150, 4 * 1024 * 1024, "408");
  }

  @Test
  void shouldAnswerWebhooksWhileSlowSendersHoldManySmallBodies() throws Exception {
    answersBeside(3_500, 16 * 1024, "408");
  }

  @Test
  void shouldAnswerWebhooksWhileSlowSendersHoldConnectionsWithTheirHeads() throws Exception {
    answersBeside(3_500, 0, "SocketException");
  }

  /** The slow ones end with that answer or failure. */
  private void answersBeside(int slowSenders, int bytes, String end) throws Exception {
    withGateway(
        Map.of(),
        () -> {
          // given
          WebhookLoad load = new WebhookLoad(SECRET);
          try (SlowSenders slow = new SlowSenders(ports.gateway(), PATH, slowSenders, bytes)) {
            await().atMost(LIMIT).until(() -> !slow.answers().isEmpty());

            // when
            load.to("http://127.0.0.1:" + ports.gateway() + PATH, 8, 50);
            Instant begin = Instant.now();
            await().atMost(PRESSURE.plus(LIMIT)).until(() -> passed(begin, PRESSURE));
            load.close();

            // then
            log.info(
                "beside {} slow senders ({}): webhooks {}, p50 {} p99 {} slowest {} ms",
                slowSenders,
                slow.answers(),
                load.answers(),
                load.millisAt(0.5),
                load.millisAt(0.99),
                load.slowestMillis());
            assertThat(load.answers().keySet()).containsExactly("200");
            assertThat(slow.answers()).containsKey(end).doesNotContainKeys("200", "500");
          }
        });
  }

  @Test
  void shouldBoundWhatIsUnderWayAndRecoverFromOverload() throws Exception {
    withGateway(
        Map.of("puente.ingest.max-in-flight", 20, "puente.ingest.import-window", 10),
        () -> {
          // given
          try (WebhookLoad warmUp = new WebhookLoad(SECRET)) {
            warmUp.to("http://127.0.0.1:" + ports.gateway() + PATH, 16, 100);
            await().atMost(LIMIT).until(() -> warmUp.acceptedCount() > 5_000);
          }
          await().atMost(LIMIT).until(() -> metric("spool_records") == 0);
          Map<String, List<Double>> calm = calls(Duration.ofSeconds(5));
          WebhookLoad load = new WebhookLoad(SECRET);
          Pulse pulse = Pulse.begin();
          load.to("http://127.0.0.1:" + ports.gateway() + PATH, 256, 1_000);

          // when
          Map<String, List<Double>> pressed = calls(PRESSURE);
          double spooled = metric("spool_records");
          load.close();
          pulse.close();
          Instant end = Instant.now();
          await().atMost(LIMIT).until(() -> metric("spool_records") == 0);
          Duration drained = Duration.between(end, Instant.now());
          Map<String, List<Double>> after = calls(Duration.ofSeconds(5));

          // then
          log.info(
              "overload: webhooks {}, p50 {} p99 {} slowest {} ms; {} in the spool at its end,"
                  + " empty after {}; this JVM stood still for {} at most",
              load.answers(),
              load.millisAt(0.5),
              load.millisAt(0.99),
              load.slowestMillis(),
              (long) spooled,
              drained,
              pulse.longestPause());
          log.info("API calls before:  {}", summary(calm));
          log.info("API calls during:  {}", summary(pressed));
          log.info("API calls after:   {}", summary(after));
          assertThat(pressed.keySet()).isSubsetOf("200", "503").contains("503");
          assertThat(after.keySet()).containsExactly("200");
          assertThat(load.answers().keySet()).contains("200").doesNotContain("500", "503");
          assumeThat(pulse.longestPause()).isLessThan(STANDSTILL);
          assertThat(load.answers().keySet()).containsExactly("200");
        });
  }

  /** Milliseconds of calls one after the other, by status. */
  private Map<String, List<Double>> calls(Duration time) throws Exception {
    Map<String, List<Double>> millis = new TreeMap<>();
    Instant begin = Instant.now();
    for (int i = 0; !passed(begin, time); i++) {
      long at = System.nanoTime();
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(url(ports.gateway(), "/api/clients/" + i % 100))
                  .header("Authorization", "Bearer key-of-the-test")
                  .PUT(BodyPublishers.ofString("{}")));
      millis
          .computeIfAbsent(Integer.toString(answer.statusCode()), key -> new ArrayList<>())
          .add((System.nanoTime() - at) / 1e6);
    }
    return millis;
  }

  private static Map<String, String> summary(Map<String, List<Double>> millis) {
    Map<String, String> summary = new TreeMap<>();
    millis.forEach(
        (status, all) -> {
          List<Double> sorted = all.stream().sorted().toList();
          summary.put(
              status,
              "%d times, p50 %.1f p99 %.1f slowest %.1f ms"
                  .formatted(
                      sorted.size(),
                      sorted.get(sorted.size() / 2),
                      sorted.get((int) (sorted.size() * 0.99)),
                      sorted.getLast()));
        });
    return summary;
  }

  private double metric(String name) throws Exception {
    String all = send(HttpRequest.newBuilder(url(ports.gatewayManagement(), "/metrics"))).body();
    Matcher found =
        Pattern.compile("(?m)^puente_ingest_" + name + "(?:\\{[^}]*})? ([0-9.E]+)$").matcher(all);
    assertThat(found.find()).as(name).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  private static URI url(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static boolean passed(Instant since, Duration time) {
    return Duration.between(since, Instant.now()).compareTo(time) >= 0;
  }
}
