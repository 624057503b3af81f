package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.SimulatorSettings;
import dev.puente.sandbox.demo.FarSide.Message;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.launch.SimulatedTenants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a restart of everything but Chatwoot keeps: links, mailboxes, ledger, topics. */
class RestartScenarioIT {
  private static final Set<String> GONE_OUT = Set.of("SENT", "DELIVERED", "READ");
  private static final String KEY = "key-of-the-restart-test";

  @TempDir Path folder;

  @Test
  void shouldKeepLinksLedgerAndMailboxesOverARestart() throws Exception {
    // given
    Ports ports = Ports.ANY.resolve(true);
    try (ChatwootSimulator simulator =
        ChatwootSimulator.start(SimulatorSettings.defaults().withPort(ports.simulator()))) {
      SimulatedTenants tenants =
          new SimulatedTenants(simulator, "http://127.0.0.1:" + ports.gateway());
      Path file = folder.resolve("tenants-of-the-test.yml");
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      ObjectNode settings = tenants.add(SharedPuente.TENANTS.getFirst());
      settings.putArray("api_keys").addObject().put("key", KEY);
      root.putObject("tenants").set(Demo.AR, settings);
      Files.writeString(file, new YAMLMapper().writeValueAsString(root));
      SimulatedFarSide far = new SimulatedFarSide(simulator, tenants);
      long contact;

      try (EmbeddedPuente puente = start(ports, file);
          GatewayApi gateway = new GatewayApi(puente.gatewayUrl());
          RequestPublisher kafka = publisher(puente)) {
        World world = new World(gateway, kafka, far, Map.of(Demo.AR, KEY));
        ObjectNode client = JsonNodeFactory.instance.objectNode().put("first_name", "Rita");
        client.putArray("phones").add("11 15-4700-0001");
        world.put(Demo.AR, "rita", client);
        contact = far.writesOnWhatsapp(Demo.AR, "5491147000001", "Rita", "Hola");
        world.awaitLinked(Demo.AR, contact, "rita");
        world.notify(Demo.AR, World.notification("before", "rita", "Antes"));
        world.awaitOutcome(Demo.AR, "before", GONE_OUT::contains);
        ObjectNode scheduled = World.notification("scheduled", "rita", "Programado");
        scheduled.put("send_at", Instant.now().plusSeconds(25).toString());
        world.notify(Demo.AR, scheduled);
        world.awaitOutcome(Demo.AR, "scheduled", "WAITING"::equals);
      }

      // when
      try (EmbeddedPuente puente = start(ports, file);
          GatewayApi gateway = new GatewayApi(puente.gatewayUrl());
          RequestPublisher kafka = publisher(puente)) {
        World world = new World(gateway, kafka, far, Map.of(Demo.AR, KEY));
        world.awaitState(Demo.AR, contact, "LINKED");
        kafka.send(Demo.AR, "before", "rita", "Antes");
        world.awaitOutcome(Demo.AR, "before", GONE_OUT::contains);
        world.awaitOutcome(Demo.AR, "scheduled", GONE_OUT::contains);
        world.notify(Demo.AR, World.notification("after", "rita", "Después"));
        world.awaitMessage(Demo.AR, contact, "Después");
      }

      // then
      List<Message> sent = far.sentTo(Demo.AR, contact);
      assertThat(sent)
          .extracting(Message::content)
          .containsExactly("Antes", "Programado", "Después");
      assertThat(sent)
          .extracting(Message::conversationId)
          .hasSize(3)
          .containsOnly(sent.getFirst().conversationId());
      far.close();
    }
  }

  private EmbeddedPuente start(Ports ports, Path tenants) throws java.io.IOException {
    return EmbeddedPuente.forTenants(
        folder.resolve("data"), ports, tenants, Instant.now(), Map.of(), line -> {});
  }

  private static RequestPublisher publisher(EmbeddedPuente puente) {
    return new RequestPublisher(puente.bootstrapServers(), puente.registryUrl());
  }
}
