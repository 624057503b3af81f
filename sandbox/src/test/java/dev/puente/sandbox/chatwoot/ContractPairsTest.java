package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.Ids.Table;
import dev.puente.sandbox.chatwoot.webhook.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every recorded request is sent to a simulator that was brought into the recording's starting
 * state; status, content type, keys, types and values must be the recorded ones.
 */
class ContractPairsTest {

  /** Recordings that v4.16.2, and so the simulator, does not produce. */
  private static final Map<String, String> NOT_REPRODUCED =
      Map.of(
          "conversations.custom_attributes.merge_after_4_16_2",
          "shows a later server; v4.16.2 ignores merge and replaces, as .replace shows");

  /** Values that are random, or set by hand in the recordings. */
  private static final Set<String> FREE =
      Set.of("uuid", "updated_at", "pubsub_token", "secret", "contact/created_at");

  private static final Map<String, Set<String>> FREE_BY_PAIR =
      Map.of(
          // The recorded conversations show no messages although they had some.
          "contacts.conversations",
          Set.of(
              "messages",
              "!1/last_non_activity_message",
              "!payload/1/meta/assignee",
              "!payload/1/meta/assignee_type",
              "last_activity_at",
              "timestamp",
              "agent_last_seen_at",
              "payload/1/unread_count"),
          "contacts.contactable_inboxes",
          Set.of("payload/1/source_id"),
          "messages.create.attachment_multipart",
          Set.of("data_url", "file_size"));

  static Stream<String> pairs() throws IOException {
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
  @MethodSource("pairs")
  void shouldAnswerAsRecorded(String name) throws IOException {
    // given
    JsonNode pair = Json.parse(Files.readAllBytes(directory().resolve(name + ".json")));
    try (ContractWorld world = new ContractWorld()) {
      prepare(world, name);

      // when
      Answer answer = send(world, name, pair.path("request"));

      // then
      JsonNode recorded = pair.path("response");
      assertThat(answer.status()).as(answer.text()).isEqualTo(recorded.path("status").asInt());
      assertThat(answer.contentType()).isEqualTo(recorded.at("/headers/Content-Type").asString());
      if (recorded.has("body")) {
        Set<String> free = new HashSet<>(FREE);
        free.addAll(FREE_BY_PAIR.getOrDefault(name, Set.of()));
        assertThat(JsonShape.differences(recorded.get("body"), answer.json(), free)).isEmpty();
      } else {
        assertThat(answer.text()).isEqualTo(recorded.path("body_text").asString());
      }
    }
  }

  @Test
  void shouldListOnlyRecordingsThatExist() {
    assertThat(NOT_REPRODUCED.keySet())
        .allMatch(name -> Files.exists(directory().resolve(name + ".json")));
  }

  private static void prepare(ContractWorld world, String name) throws IOException {
    switch (name) {
      case "contacts.create.with_whatsapp_inbox", "contacts.create.without_inbox" ->
          world.at(1785146400, 0);
      case "contacts.create.422_email_taken", "contacts.create.422_two_attributes" -> {
        world.withMaria();
        world.driver.editContact(3, 4021, Json.object().put("email", "maria@example.com"));
      }
      case "contacts.create.422_identifier_taken" -> {
        world.withMaria();
        world.driver.editContact(3, 4021, Json.object().put("identifier", "client-10045"));
      }
      case "contacts.create.422_no_phone_for_whatsapp", "server.health" -> {}
      case "contacts.destroy_custom_attributes" -> {
        world.withMaria();
        world.driver.editContact(3, 4021, ContractWorld.attributes("tier", "gold"));
      }
      case "actions.contact_merge" -> {
        world.withMaria();
        world.driver.nextId(Table.CONTACT, 4102);
        SimClinic.ok(world.client.post("/api/v1/accounts/3/contacts", Json.object()));
      }
      case "conversations.create.422_source_id_taken" -> world.withMaria().withPortalContact();
      case "conversations.create.by_contact_and_inbox" -> {
        world.withMaria();
        world.at(ContractWorld.REQUEST_TIME, 374);
        world.driver.nextDisplayId(3, 1201);
      }
      case "conversations.create.with_inline_template" -> {
        world.withMaria();
        world.at(ContractWorld.REQUEST_TIME, 731);
        world.driver.nextDisplayId(3, 1201);
        world.driver.nextId(Table.MESSAGE, 90555);
      }
      case "conversations.index.by_source_id" -> withoutFirstConversation(world);
      case "conversations.index.reconcile" -> world.withMaria().withOpenedConversation();
      case "contacts.conversations" -> {
        world.withMaria();
        world.at(1785148200, 374);
        world.driver.setConversationStatus(3, 1184, "resolved");
        world.withOpenedConversation();
      }
      case "errors.401_no_access_to_account" -> {}
      case "errors.401_record_not_allowed" -> {
        world.withMaria().withOpenedConversation();
        world.driver.createAgent(3, "Newcomer", "newcomer-token", List.of());
      }
      case "errors.403_api_disabled" -> {
        world.withMaria();
        world.driver.configureAccount(3, false, false);
      }
      case "errors.429" -> {
        world.simulator.rateLimit().limit(0, 1);
        world.client.get("/api/v1/accounts/3/contacts/search?q=maria");
      }
      case "messages.create.422_flooding" -> {
        world.withMaria();
        for (int i = 0; i < 200; i++) {
          world.maria("again");
        }
      }
      case "messages.create.422_query_cancelled" -> {
        world.withMaria();
        world.simulator.faults().install(FaultSpec.on("POST", "/messages").answer(422));
      }
      case "messages.create.api_inbox_incoming", "public.messages.create" -> {
        world.withPortalConversation();
        world.at(name.startsWith("public") ? 1785147300 : ContractWorld.REQUEST_TIME, 0);
        world.driver.nextId(Table.MESSAGE, 90260);
      }
      case "messages.create.attachment_multipart" -> atMessage(world.withMaria(), 90562);
      case "messages.create.private_note" -> atMessage(world.withMaria(), 90561);
      case "messages.create.text" -> atMessage(world.withMaria(), 90560);
      case "messages.create.whatsapp_template" ->
          atMessage(world.withMaria().withOpenedConversation(), 90555);
      case "messages.index" -> {
        atMessage(world.withMaria().withOpenedConversation(), 90555);
        SimClinic.ok(
            world.client.post(
                "/api/v1/accounts/3/conversations/1201/messages",
                Json.object()
                    .put("content", "Hi Maria, your order 7781 has been shipped.")
                    .set("template_params", Json.object().put("name", "order_shipped"))
                    .set(
                        "content_attributes",
                        Json.object().put("puente_notification_id", "ntf-5f0c2d"))));
      }
      case "messages.update_status.delivered" -> withPortalReply(world, world.agent);
      case "messages.update_status.failed" -> withPortalReply(world, 42);
      case "public.contacts.create" -> world.driver.nextId(Table.CONTACT, 4150);
      case "public.contacts.show", "public.contacts.update" -> world.withPortalContact();
      case "public.conversations.create" -> {
        world.withPortalContact();
        world.driver.nextDisplayId(3, 1195);
      }
      case "public.conversations.update_last_seen" -> world.withPortalConversation();
      case "public.messages.index" -> world.withCarlos(90260);
      case "server.version" -> world.at(1785235885, 0);
      case "conversations.show",
          "conversations.labels.create",
          "conversations.update.priority",
          "conversations.custom_attributes.replace",
          "conversations.custom_attributes.422_integer_too_big" ->
          world.withMaria().withOpenedConversation();
      default -> world.withMaria();
    }
  }

  private static void atMessage(ContractWorld world, long id) {
    world.driver.nextId(Table.MESSAGE, id);
  }

  /** The recording shows one conversation for the link. */
  private static void withoutFirstConversation(ContractWorld world) throws IOException {
    world.at(1785146400, 0);
    ObjectNode maria =
        Json.object().put("name", "Maria Souza").put("phone_number", "+5511987654321");
    maria.set("custom_attributes", Json.object().put("client_id", "C-10045"));
    SimClinic.ok(world.client.post("/api/v1/accounts/3/contacts", maria));
    ObjectNode known = Json.object().put("phone_number", "+5511987654321");
    world.at(1785146830, 0);
    world.driver.incoming(3, 12, "maria", known, "From the portal");
    world.withOpenedConversation();
  }

  private static void withPortalReply(ContractWorld world, long userId) throws IOException {
    world.withCarlos(90260);
    world.driver.nextId(Table.MESSAGE, 90262);
    world.driver.reply(3, 1195, userId, "Sure, sending it to your e-mail now.", false);
  }

  private static Answer send(ContractWorld world, String name, JsonNode request)
      throws IOException {
    SimClient client = world.client.withToken(token(name, request));
    String path = request.path("path").asString();
    String method = request.path("method").asString();
    if (request.has("multipart")) {
      byte[] form = multipart(request.get("multipart"));
      return client.send(method, path, form, "multipart/form-data; boundary=BOUND");
    }
    return client.send(method, path, request.has("body") ? body(name, request) : null);
  }

  private static @Nullable String token(String name, JsonNode request) {
    return switch (name) {
      case "errors.401_bot_token" -> ContractWorld.BOT_TOKEN;
      case "errors.401_invalid_token" -> "no-such-token";
      case "errors.401_record_not_allowed" -> "newcomer-token";
      default -> request.path("headers").has("api-access-token") ? ContractWorld.TOKEN : null;
    };
  }

  private static JsonNode body(String name, JsonNode request) {
    JsonNode body = request.get("body").deepCopy();
    if (name.equals("messages.create.422_too_long")) {
      return Json.object().put("content", "x".repeat(150_001));
    }
    if (name.equals("public.contacts.create") && body instanceof ObjectNode object) {
      object.put("identifier_hash", Signature.ofIdentifier("portal-hmac", "client-20871"));
    }
    return body;
  }

  private static byte[] multipart(JsonNode parts) {
    List<String> lines = new ArrayList<>();
    for (JsonNode part : parts) {
      String disposition = "Content-Disposition: form-data; name=\"" + part.path("name").asString();
      if (part.has("filename")) {
        lines.add(
            disposition
                + "\"; filename=\""
                + part.path("filename").asString()
                + "\"\r\n"
                + "Content-Type: "
                + part.path("content_type").asString()
                + "\r\n\r\n%PDF-1.7\r\n");
      } else {
        lines.add(disposition + "\"\r\n\r\n" + part.path("value").asString() + "\r\n");
      }
    }
    String form = "--BOUND\r\n" + String.join("--BOUND\r\n", lines) + "--BOUND--\r\n";
    return form.getBytes(StandardCharsets.UTF_8);
  }

  private static Path directory() {
    return Recordings.directory("api");
  }
}
