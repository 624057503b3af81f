package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.IngestGatewayApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.PuenteHeaders;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The broker is away for a while, under load, and one of two gateways that share a spool's root is
 * killed and started again meanwhile. Every webhook that was answered with success is in the topic,
 * once when repetitions of an event id are dropped.
 */
class GatewayOutageScenarioIT {
  private static final Logger log = LoggerFactory.getLogger(GatewayOutageScenarioIT.class);
  private static final String SECRET = "secret-of-the-test";
  private static final Topics TOPICS = new Topics("");
  private static final int LARGEST_BODY = 4 * 1024 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir Path folder;

  @Test
  void shouldKeepEveryAcceptedWebhookWhenBrokerIsAwayAndAGatewayIsKilled() throws Exception {
    outage(Duration.ofSeconds(10), 20);
  }

  @Test
  @Tag("heavy")
  void shouldKeepEveryAcceptedWebhookThroughAMinute() throws Exception {
    outage(Duration.ofSeconds(60), 100);
  }

  @Test
  void shouldLoseNothingWhenOverloadedAndStoppedUnderLoad() throws Exception {
    Ports ports = Ports.ANY.resolve(true);
    try (EmbeddedBroker broker = broker(0);
        RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), 0)) {
      // given
      createTopics(broker);
      Map<String, Object> settings =
          settings(broker.bootstrapServers(), registry.url(), ports.gateway());
      settings.put("management.server.port", ports.gatewayManagement());
      Map<String, Object> narrow = new HashMap<>(settings);
      narrow.put("puente.ingest.max-in-flight", 2);
      narrow.put("puente.ingest.import-window", 1);
      ConfigurableApplicationContext gateway = IngestGatewayApplication.start(narrow);
      WebhookLoad load = new WebhookLoad(SECRET).to(webhooks(ports.gateway()), 16, 50);
      awaitMore(load, 300);
      String metrics = get(ports.gatewayManagement(), "/metrics");

      // when
      gateway.close();

      // then
      load.close();
      assertThat(metrics).containsPattern("spool_spooled_total\\{cause=\"saturated\"} [1-9]");
      assertThat(load.answers().keySet())
          .contains("200")
          .doesNotContain("500", "503", "HttpTimeoutException");
      try (ConfigurableApplicationContext again = IngestGatewayApplication.start(settings)) {
        await().atMost(LIMIT).until(() -> spooled(ports.gatewayManagement()) == 0);
      }
      check(load, broker.bootstrapServers(), registry.url());
    }
  }

  private void outage(Duration outage, int perSecond) throws Exception {
    // given
    Ports ports = Ports.ANY.resolve(true);
    EmbeddedBroker broker = broker(ports.kafka());
    String bootstrap = broker.bootstrapServers();
    try (RegistryServer registry = RegistryServer.start(bootstrap, 0);
        WebhookLoad load = new WebhookLoad(SECRET)) {
      createTopics(broker);
      Map<String, Object> first = settings(bootstrap, registry.url(), ports.gateway());
      first.put("management.server.port", ports.gatewayManagement());
      Map<String, Object> second = settings(bootstrap, registry.url(), ports.worker());
      second.put("management.server.port", ports.matcher());
      Path output = folder.resolve("gateway.out");
      try (ConfigurableApplicationContext beside = IngestGatewayApplication.start(second)) {
        ChildJvm child = ChildJvm.start(IngestGatewayApplication.class, first, output);
        try {
          awaitReady(ports.gatewayManagement());
          load.to(webhooks(ports.gateway()), 4, perSecond);
          load.to(webhooks(ports.worker()), 2, perSecond);
          load.sendOne(webhooks(ports.worker()), LARGEST_BODY);
          awaitMore(load, 200);

          // when
          broker.close();
          Instant away = Instant.now();
          awaitMore(load, 200);
          child.kill();
          assertThat(child.wasKilled()).isTrue();
          awaitMore(load, 50);
          load.sendOne(webhooks(ports.worker()), LARGEST_BODY);
          othersAreToldToRepeat(ports.worker());
          String registered = form(ports.worker());
          child = ChildJvm.start(IngestGatewayApplication.class, first, output);
          awaitReady(ports.gatewayManagement());
          assertThat(form(ports.gateway())).isEqualTo(registered);
          awaitMore(load, 200);
          await()
              .atMost(outage.plus(LIMIT))
              .until(() -> Duration.between(away, Instant.now()).compareTo(outage) >= 0);
          double spooled = spooled(ports.gatewayManagement()) + spooled(ports.matcher());
          broker = broker(ports.kafka());
          awaitMore(load, 200);

          // then
          load.close();
          assertThat(spooled).isPositive();
          await().atMost(LIMIT).until(() -> spooled(ports.gatewayManagement()) == 0);
          await().atMost(LIMIT).until(() -> spooled(ports.matcher()) == 0);
          check(load, bootstrap, registry.url());
          assertThat(largeRecords(bootstrap, registry.url())).isEqualTo(2);
          assertThat(new TopicReader(bootstrap, registry.url()).all(TOPICS.subscriptionChanges()))
              .hasSize(2)
              .extracting(ConsumerRecord::key)
              .containsOnly(
                  "shop:" + registered.replaceAll(".*(sub_[0-9]+_[0-9a-f]{8})\".*", "$1"));
          log.info(
              "broker away for {}, {} in the spools at its end, slowest success {} ms",
              Duration.between(away, Instant.now()),
              (long) spooled,
              load.slowestMillis());
        } finally {
          child.close();
        }
      }
    } finally {
      broker.close();
    }
  }

  /** A client that is written late could be older than what is there: its sender repeats it. */
  private static void othersAreToldToRepeat(int port) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/clients/1"))
                .header("Authorization", "Bearer key-of-the-test")
                .PUT(BodyPublishers.ofString("{\"first_name\":\"A\",\"last_name\":\"B\"}")));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** The answer, which is the same from every instance: the page repeats it under one key. */
  private static String form(int port) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/api/subscriptions?tenant=shop"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-of-the-page")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"lead":{"name":"Ana","email":"ana@example.com"},"level_id":"gold",
                        "consent":{"accepted":true,"version":"1","accepted_at":"2026-07-27T10:00:00Z"}}
                        """)));
    assertThat(answer.statusCode()).isEqualTo(201);
    return answer.body();
  }

  private static long largeRecords(String bootstrap, String registryUrl) {
    return new TopicReader(bootstrap, registryUrl)
        .all(TOPICS.chatwootEvents()).stream()
            .filter(record -> record.value().getRaw().length() > LARGEST_BODY / 2)
            .count();
  }

  private static void check(WebhookLoad load, String bootstrap, String registryUrl) {
    List<ConsumerRecord<String, ChatwootEvent>> records =
        new TopicReader(bootstrap, registryUrl).all(TOPICS.chatwootEvents());
    Map<String, Set<Long>> messagesByEventId =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    r -> String.valueOf(PuenteHeaders.text(r.headers(), PuenteHeaders.EVENT_ID)),
                    Collectors.mapping(r -> r.value().getMessage().getId(), Collectors.toSet())));
    log.info(
        "answers {}, accepted {}, in the topic {} records of {} events",
        load.answers(),
        load.acceptedCount(),
        records.size(),
        messagesByEventId.size());
    load.accepted()
        .forEach(
            (message, eventId) ->
                assertThat(messagesByEventId.get(eventId))
                    .as("event of message " + message)
                    .containsExactly(message));
    assertThat(messagesByEventId.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    assertThat(messagesByEventId.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
  }

  private static void awaitMore(WebhookLoad load, int more) {
    int wanted = load.acceptedCount() + more;
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> load.acceptedCount() >= wanted);
  }

  private EmbeddedBroker broker(int port) {
    return EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")).withPort(port));
  }

  private static void createTopics(EmbeddedBroker broker) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin, TOPICS, Duration.ofSeconds(30)).create(2, (short) 1);
    }
  }

  private Map<String, Object> settings(String bootstrap, String registryUrl, int port)
      throws IOException {
    Path tenants = folder.resolve("tenants.yml");
    Files.writeString(
        tenants,
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
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", port);
    settings.put("server.address", "127.0.0.1");
    settings.put("management.server.port", 0);
    settings.put("management.server.address", "127.0.0.1");
    settings.put("puente.kafka.bootstrap-servers", bootstrap);
    settings.put("puente.schema-registry-url", registryUrl);
    settings.put("puente.tenants-file", tenants);
    settings.put("puente.tenants-environment", false);
    settings.put("puente.internal-token", "internal-of-the-test");
    settings.put("puente.ingest.spool.folder", folder.resolve("spool"));
    settings.put("puente.ingest.spool.allow-ephemeral", true);
    return settings;
  }

  private static String webhooks(int port) {
    return "http://127.0.0.1:" + port + "/api/webhooks/chatwoot/shop";
  }

  private static void awaitReady(int managementPort) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> status(managementPort, "/health/ready") == 200);
  }

  private static double spooled(int managementPort) throws Exception {
    Matcher found =
        Pattern.compile("(?m)^puente_ingest_spool_records(?:\\{[^}]*})? ([0-9.E]+)$")
            .matcher(get(managementPort, "/metrics"));
    if (!found.find()) {
      throw new AssertionError("the metric is missing");
    }
    return Double.parseDouble(found.group(1));
  }

  private static int status(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))).statusCode();
  }

  private static String get(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))).body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }
  }
}
