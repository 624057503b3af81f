package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.Ids.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator sends to webhooks has the keys, types and values of the recorded payloads. */
class WebhookExamplesTest {

  private static final String INBOX_EVENTS =
      "inbox events are off unless the server sets ENABLE_INBOX_EVENTS";

  /** Recordings that the simulator does not produce. */
  private static final Map<String, String> NOT_REPRODUCED =
      Map.of(
          "agent_bot.conversation_resolved", "agent bots' own webhooks are not simulated",
          "automation_event.message_created.unsigned",
              "webhooks of automation rules are not simulated",
          "macro.executed.unsigned", "webhooks of macros are not simulated",
          "inbox_created.api", INBOX_EVENTS,
          "inbox_updated.api", INBOX_EVENTS);

  /**
   * Values that are random, and times, of which the recordings show several that belong to later
   * steps. The id of a conversation's last message is compared, its state is compared where it is
   * the subject.
   */
  private static final Set<String> FREE =
      Set.of(
          "updated_at",
          "created_at",
          "pubsub_token",
          "last_activity_at",
          "agent_last_seen_at",
          "waiting_since",
          "first_reply_created_at",
          "previous_value",
          "current_value",
          "unread_count",
          "source_id",
          "external_error",
          "timestamp",
          "referer",
          "contact_inbox/id");

  private static final Map<String, Set<String>> FREE_BY_EXAMPLE =
      Map.of(
          "message_created.whatsapp_incoming_image",
          Set.of("data_url", "thumb_url"),
          // Recorded with one label that was there before; here both are new.
          "conversation_updated.labels",
          Set.of("!previous_value", "!current_value"));

  static Stream<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .filter(name -> !NOT_REPRODUCED.containsKey(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldSendAsRecorded(String name) throws IOException {
    // given
    JsonNode recorded = Json.parse(Files.readAllBytes(directory().resolve(name + ".json")));
    try (WebhookTrap trap = new WebhookTrap();
        ContractWorld world = new ContractWorld()) {
      world.driver.createWebhook(ContractWorld.ACCOUNT, trap.url(), List.of(), null);

      // when
      play(world, trap, name);
      world.settle();

      // then
      List<WebhookTrap.Caught> caught = trap.caught(recorded.path("event").asString());
      assertThat(caught).isNotEmpty();
      Set<String> free = new HashSet<>(FREE);
      free.addAll(FREE_BY_EXAMPLE.getOrDefault(name, Set.of()));
      JsonNode sent = caught.getLast().body();
      assertThat(JsonShape.differences(recorded, sent, free)).isEmpty();
    }
  }

  @Test
  void shouldListOnlyRecordingsThatExist() {
    assertThat(NOT_REPRODUCED.keySet())
        .allMatch(name -> Files.exists(directory().resolve(name + ".json")));
  }

  private static void play(ContractWorld world, WebhookTrap trap, String name) throws IOException {
    switch (name) {
      case "contact_created.whatsapp",
          "conversation_created.whatsapp",
          "message_created.whatsapp_incoming_phone" ->
          firstMessage(world, name);
      case "contact_updated.custom_attributes" -> {
        firstMessage(world, "contact_created.whatsapp");
        world.at(1785146405, 120);
        world.driver.editContact(3, 4021, ContractWorld.attributes("client_id", "C-10045"));
      }
      case "contact_updated.last_activity_only" -> {
        firstMessage(world, name);
        world.at(1785146830, 0);
        world.maria("again");
      }
      case "contact_created.widget_anonymous", "message_created.widget_incoming_no_phone" ->
          world.withVisitor();
      default -> playLater(world, trap, name);
    }
  }

  private static void playLater(ContractWorld world, WebhookTrap trap, String name)
      throws IOException {
    switch (name) {
      case "contact_updated.phone_added" -> {
        world.withVisitor();
        world.driver.editContact(
            3,
            4102,
            Json.object()
                .put("name", "Joana Dias")
                .put("email", "joana.dias@example.com")
                .put("phone_number", "+5581998877665"));
      }
      case "conversation_typing_off.contact" -> {
        world.withVisitor();
        world.simulator.rareEvents().typing(3, 1187, null, false);
      }
      case "webwidget_triggered" -> {
        world.withVisitor();
        ObjectNode info = Json.copy(recordedInfo());
        world
            .simulator
            .rareEvents()
            .widgetOpened(3, 9, "f8cf369d-2d88-40b8-9253-887b675a33d3", info);
      }
      case "message_created.api_inbox_incoming" -> {
        world.withPortalConversation();
        world.driver.nextId(Table.MESSAGE, 90260);
        ObjectNode body =
            Json.object()
                .put("content", "I would like a copy of my contract.")
                .put("message_type", "incoming")
                .put("source_id", "portal-msg-55120");
        world.client.post("/api/v1/accounts/3/conversations/1195/messages", body);
      }
      case "message_created.api_inbox_outgoing" -> portalReply(world);
      case "message_updated.failed_api_inbox_webhook" -> {
        portalReply(world);
        trap.answer(503);
        world.driver.configureInbox(3, 12, Json.object().put("webhook_url", trap.url() + "/a"));
        world.driver.setMessageStatus(90262, "failed", "503 Service Unavailable");
      }
      case "message_created.outgoing_bridge_template_whatsapp" -> notification(world);
      case "message_created.whatsapp_incoming_bsuid_no_phone" -> {
        world.driver.nextId(Table.CONTACT, 4077);
        world.driver.nextId(Table.CONTACT_INBOX, 5325);
        world.driver.nextId(Table.MESSAGE, 90240);
        world.driver.nextDisplayId(3, 1190);
        world.at(1785146700, 77);
        String text = "Good morning, I need my invoice";
        world.driver.whatsapp(3, 7, "BR.1102938475610293", "Lucas Prado", text, "lucasprado");
      }
      case "conversation_created.widget_empty_messages" -> {
        world.driver.nextId(Table.CONTACT, 4102);
        world.driver.nextId(Table.CONTACT_INBOX, 5333);
        world.driver.nextDisplayId(3, 1187);
        openWidgetConversation(world);
      }
      default -> playInConversation(world, name);
    }
  }

  private static void playInConversation(ContractWorld world, String name) throws IOException {
    firstMessage(world, name);
    String path = "/api/v1/accounts/3/conversations/1184";
    switch (name) {
      case "message_created.template_greeting" -> {
        world.driver.nextId(Table.MESSAGE, 90212);
        String text = "Thanks for contacting Acme. We answer within minutes.";
        world.simulator.rareEvents().greeting(3, 1184, text);
      }
      case "message_created.automation_outgoing_no_sender" -> {
        world.driver.nextId(Table.MESSAGE, 90214);
        String text = "We got your question about order 7781.";
        world.simulator.rareEvents().automation(3, 1184, 6, text);
      }
      case "message_created.whatsapp_incoming_image" -> {
        world.driver.nextId(Table.MESSAGE, 90213);
        world.driver.nextId(Table.ATTACHMENT, 3301);
        ObjectNode file =
            Json.object()
                .put("filename", "receipt.jpg")
                .put("content_type", "image/jpeg")
                .put("size", 148221)
                .put("width", 1080)
                .put("height", 1920);
        world.simulator.rareEvents().file(3, 1184, file);
      }
      case "conversation_typing_on.agent" ->
          world.simulator.rareEvents().typing(3, 1184, 15L, true);
      case "conversation_updated.assignee" -> {
        world.at(1785146430, 374);
        world.client.post(path + "/assignments", Json.object().put("assignee_id", 15));
      }
      default -> playAfterReply(world, name, path);
    }
  }

  private static void playAfterReply(ContractWorld world, String name, String path)
      throws IOException {
    world.at(1785146820, 310);
    world.driver.nextId(Table.MESSAGE, 90218);
    world.driver.reply(3, 1184, 15, "Hello Maria! It ships today.", false);
    if (name.equals("message_created.outgoing_agent_whatsapp")) {
      return;
    }
    world.driver.acceptMessage(90218, "wamid.SIMULATED");
    switch (name) {
      case "message_updated.source_id_assigned" -> {}
      case "message_updated.delivered" -> world.driver.setMessageStatus(90218, "delivered", null);
      case "message_updated.read" -> world.driver.setMessageStatus(90218, "read", null);
      case "message_updated.failed_whatsapp" ->
          world.driver.setMessageStatus(90218, "failed", "131047: Re-engagement message");
      case "message_updated.delivered_not_last_message" -> {
        world.at(1785146830, 2);
        world.maria("Great, thanks!");
        world.driver.setMessageStatus(90218, "delivered", null);
      }
      case "message_updated.deleted" -> {
        world.driver.setMessageStatus(90218, "delivered", null);
        world.client.send("DELETE", path + "/messages/90218", null);
      }
      case "message_created.private_note" -> {
        world.driver.setMessageStatus(90218, "delivered", null);
        world.driver.nextId(Table.MESSAGE, 90221);
        String text = "Client asked twice this week, escalate if late.";
        world.driver.reply(3, 1184, 15, text, true);
      }
      default -> playAfterReading(world, name, path);
    }
  }

  private static void playAfterReading(ContractWorld world, String name, String path)
      throws IOException {
    world.driver.setMessageStatus(90218, "read", null);
    world.at(1785147120, 374);
    switch (name) {
      case "conversation_updated.labels" -> {
        ObjectNode labels = Json.object().set("labels", Json.array(List.of("vip", "shipping")));
        world.client.post(path + "/labels", labels);
      }
      case "conversation_updated.custom_attributes" -> {
        ObjectNode both = Json.object().put("client_id", "C-10045").put("match_state", "matched");
        world.client.post(
            path + "/custom_attributes", Json.object().set("custom_attributes", both));
      }
      case "conversation_updated.status_resolved", "conversation_status_changed.resolved" ->
          world.driver.setConversationStatus(3, 1184, "resolved");
      default -> throw new IllegalArgumentException("no play for " + name);
    }
  }

  /** Most recordings show a contact that is linked already; the very first events do not. */
  private static void firstMessage(ContractWorld world, String name) throws IOException {
    world.at(1785146400, 204);
    world.driver.nextId(Table.MESSAGE, 90211);
    world.driver.nextDisplayId(3, 1184);
    if (!name.equals("contact_created.whatsapp")) {
      ObjectNode known = Json.object().put("inbox_id", 7).put("name", "Maria Souza");
      known.put("phone_number", "+5511987654321");
      known.set("custom_attributes", Json.object().put("client_id", "C-10045"));
      SimClinic.ok(world.client.post("/api/v1/accounts/3/contacts", known));
    }
    world.maria("Hi, where is my order 7781?");
  }

  private static void portalReply(ContractWorld world) throws IOException {
    world.withCarlos(90260);
    world.driver.nextId(Table.MESSAGE, 90262);
    world.driver.reply(3, 1195, 15, "Sure, sending it to your e-mail now.", false);
  }

  private static void notification(ContractWorld world) throws IOException {
    ObjectNode known = Json.object().put("inbox_id", 7).put("name", "Maria Souza");
    known.put("phone_number", "+5511987654321");
    known.set("custom_attributes", Json.object().put("client_id", "C-10045"));
    SimClinic.ok(world.client.post("/api/v1/accounts/3/contacts", known));
    world.driver.nextDisplayId(3, 1201);
    world.driver.nextId(Table.MESSAGE, 90555);
    JsonNode request =
        Json.parse(
            Files.readAllBytes(
                Recordings.directory("api")
                    .resolve("conversations.create.with_inline_template.json")));
    SimClinic.ok(
        world.client.send("POST", "/api/v1/accounts/3/conversations", request.at("/request/body")));
  }

  private static void openWidgetConversation(ContractWorld world) throws IOException {
    ObjectNode visitor = Json.object().put("name", "billowing-night-17").put("inbox_id", 9);
    visitor.put("source_id", "f8cf369d-2d88-40b8-9253-887b675a33d3");
    visitor.set("additional_attributes", Json.object().put("created_at_ip", "198.51.100.24"));
    SimClinic.ok(world.client.post("/api/v1/accounts/3/contacts", visitor));
    JsonNode recorded =
        Json.parse(
            Files.readAllBytes(
                directory().resolve("conversation_created.widget_empty_messages.json")));
    ObjectNode body =
        Json.object()
            .put("contact_id", 4102)
            .put("inbox_id", 9)
            .put("source_id", "f8cf369d-2d88-40b8-9253-887b675a33d3");
    body.set("additional_attributes", recorded.get("additional_attributes"));
    SimClinic.ok(world.client.post("/api/v1/accounts/3/conversations", body));
  }

  private static JsonNode recordedInfo() throws IOException {
    return Json.parse(Files.readAllBytes(directory().resolve("webwidget_triggered.json")))
        .path("event_info");
  }

  private static Path directory() {
    return Recordings.directory("webhooks");
  }
}
