package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationState;
import dev.puente.matcher.MatcherApplication;
import dev.puente.notifier.NotifierApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.SimulatorSettings;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.launch.SimulatedTenants;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The matcher dies by SIGKILL in the middle of its work, twice, when Chatwoot says so. Readers of
 * committed records see each command once, and every message arrives once and in order.
 */
class MatcherKillScenarioIT {
  private static final int REQUESTS = 120;
  private static final int PHONES = 20;
  private static final Topics TOPICS = new Topics("");

  @TempDir Path folder;

  @Test
  void shouldSendEachMessageOnceInOrderWhenTheMatcherIsKilled() throws Exception {
    // given
    Ports ports = Ports.ANY.resolve(true);
    try (ChatwootSimulator simulator = ChatwootSimulator.start(SimulatorSettings.defaults());
        EmbeddedBroker broker =
            EmbeddedBroker.start(
                BrokerSettings.in(folder.resolve("kafka")).withPort(ports.kafka()));
        RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), 0);
        RequestPublisher requests =
            new RequestPublisher(broker.bootstrapServers(), registry.url())) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        new TopicAdmin(admin, TOPICS, Duration.ofSeconds(30)).create(4, (short) 1);
      }
      Map<String, Object> settings = settings(simulator, broker, registry);
      Map<String, Object> worker = new HashMap<>(settings);
      worker.put("server.port", 0);
      Map<String, Object> matcher = new HashMap<>(settings);
      matcher.put("server.port", ports.matcher());
      matcher.put("puente.matcher.application-server", "127.0.0.1:" + ports.matcher());
      matcher.put("puente.matcher.state-dir", folder.resolve("state"));

      // when
      try (ConfigurableApplicationContext running = NotifierApplication.start(worker)) {
        for (int i = 0; i < REQUESTS; i++) {
          requests.sendToPhone(Demo.AR, "kill-" + i, phone(i), "Mensaje " + i);
        }
        for (int killAfter : List.of(REQUESTS / 4, REQUESTS / 3)) {
          CountDownLatch point = new CountDownLatch(1);
          simulator
              .faults()
              .install(
                  FaultSpec.on("POST", "/messages")
                      .skip(killAfter)
                      .once()
                      .afterActing(point::countDown));
          ChildJvm child =
              ChildJvm.start(MatcherApplication.class, matcher, folder.resolve("matcher.out"));
          try {
            assertThat(point.await(120, TimeUnit.SECONDS)).as("the point of the kill").isTrue();
          } finally {
            child.kill();
          }
          assertThat(child.wasKilled()).isTrue();
        }
        try (ChildJvm last =
            ChildJvm.start(MatcherApplication.class, matcher, folder.resolve("matcher.out"))) {
          await()
              .atMost(Duration.ofSeconds(150))
              .pollInterval(Duration.ofMillis(500))
              .until(() -> sent(broker, registry) == REQUESTS);
        }
      }

      // then
      List<MessageCreated> messages =
          simulator.journal().messages().stream().filter(m -> m.type().equals("outgoing")).toList();
      assertThat(messages.stream().map(MessageCreated::content))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, REQUESTS).mapToObj(i -> "Mensaje " + i).toList());
      Map<Long, List<Integer>> byContact =
          messages.stream()
              .collect(
                  Collectors.groupingBy(
                      m -> Objects.requireNonNull(m.contactId()),
                      Collectors.mapping(
                          m -> Integer.parseInt(Objects.requireNonNull(m.content()).substring(8)),
                          Collectors.toList())));
      assertThat(byContact).hasSize(PHONES);
      assertThat(byContact.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
      assertThat(
              new TopicReader(broker.bootstrapServers(), registry.url())
                  .all(TOPICS.notificationCommands()))
          .extracting(r -> ((NotificationCommand) r.value()).getCommandId())
          .doesNotHaveDuplicates();
    }
  }

  private static String phone(int request) {
    return "+54911480000" + String.format(java.util.Locale.ROOT, "%02d", request % PHONES);
  }

  private static long sent(EmbeddedBroker broker, RegistryServer registry) {
    return new TopicReader(broker.bootstrapServers(), registry.url())
        .all(TOPICS.notificationOutcomes()).stream()
            .filter(r -> ((NotificationOutcome) r.value()).getState() == NotificationState.SENT)
            .map(r -> r.key())
            .distinct()
            .count();
  }

  private Map<String, Object> settings(
      ChatwootSimulator simulator, EmbeddedBroker broker, RegistryServer registry)
      throws java.io.IOException {
    SimulatedTenants tenants = new SimulatedTenants(simulator, "http://127.0.0.1:1");
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("tenants").set(Demo.AR, tenants.add(SharedPuente.TENANTS.getFirst()));
    Path file = folder.resolve("tenants.yml");
    Files.writeString(file, new YAMLMapper().writeValueAsString(root));
    Map<String, Object> settings = new HashMap<>();
    settings.put("puente.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("puente.schema-registry-url", registry.url());
    settings.put("puente.tenants-file", file);
    settings.put("puente.tenants-environment", false);
    settings.put("puente.allow-private-targets", true);
    settings.put("puente.internal-token", "internal-of-the-test");
    settings.put("puente.kafka.properties[session.timeout.ms]", 6000);
    return settings;
  }
}
