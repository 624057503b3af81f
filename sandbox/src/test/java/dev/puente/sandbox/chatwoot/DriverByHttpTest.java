package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything another process needs under {@code /sim}. */
class DriverByHttpTest {

  private ChatwootSimulator simulator;
  private SimClient client;

  @BeforeEach
  void start() throws IOException {
    simulator = ChatwootSimulator.start(SimulatorSettings.defaults());
    client = new SimClient(simulator.baseUrl(), null);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void shouldPlayAConversationByHttp() throws IOException {
    // given
    long account = post("/sim/accounts", "name", "Clinic").path("id").asLong();
    String base = "/sim/accounts/" + account;
    JsonNode user = post(base + "/users", "name", "Bridge");
    long inbox =
        client
            .post(
                base + "/inboxes",
                Json.object().put("name", "WA").put("channel_type", "Channel::Whatsapp"))
            .json()
            .path("id")
            .asLong();
    ObjectNode person = on(account).put("inbox_id", inbox).put("wa_id", "5491123456789");

    // when
    JsonNode written =
        client.post("/sim/whatsapp", person.put("name", "Ana").put("text", "<i>hi</i>")).json();
    long conversation = written.path("conversation_id").asLong();
    client.post(
        "/sim/reply",
        on(account)
            .put("conversation_id", conversation)
            .put("user_id", user.path("id").asLong())
            .put("text", "hello"));
    client.post(
        "/sim/contact",
        on(account)
            .put("contact_id", written.path("contact_id").asLong())
            .set("custom_attributes", Json.object().put("client_id", "c-1")));
    Answer journal = client.get("/sim/journal?kind=message&account_id=" + account);
    Answer state = client.get("/sim/state?account_id=" + account);
    Answer refused = client.post("/sim/whatsapp", Json.object());

    // then
    assertThat(journal.json().path("entries").valueStream())
        .extracting(entry -> entry.at("/message/content").asString())
        .containsExactly("<i>hi</i>", "hello");
    assertThat(state.json().at("/conversations/0/contact/custom_attributes/client_id").asString())
        .isEqualTo("c-1");
    assertThat(refused.status()).isEqualTo(422);
    String token = user.path("token").asString();
    assertThat(client.withToken(token).get("/api/v1/accounts/" + account + "/contacts").status())
        .isEqualTo(200);
  }

  @Test
  void shouldFilterTheJournalByContactAndConversation() throws IOException {
    // given
    try (SimClinic clinic = new SimClinic(SimulatorSettings.defaults().withJournalLimit(5))) {
      long first = clinic.contact("+5491123456789");
      long second = clinic.contact("+5491123456780");
      long conversation = clinic.conversation(second, clinic.api.id());
      clinic.say(conversation, "one");
      clinic.client.get(clinic.path + "/contacts/" + first);

      // when
      JsonNode ofSecond =
          clinic.client.get("/sim/journal?contact_id=" + second).json().path("entries");
      JsonNode all = clinic.client.get("/sim/journal").json();

      // then
      assertThat(ofSecond.valueStream())
          .extracting(entry -> entry.path("kind").asString() + entry.path("path").asString())
          .containsExactly(
              "request" + clinic.path + "/contacts",
              "request" + clinic.path + "/conversations",
              "message",
              "request" + clinic.messages(conversation));
      assertThat(all.path("dropped").asLong()).isEqualTo(1);
      assertThat(all.at("/entries/0/sequence").asLong()).isEqualTo(2);
    }
  }

  @Test
  void shouldServeAPageThatNeedsNothingElse() throws IOException {
    // when
    Answer page = client.get("/");

    // then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.text())
        .contains("textContent")
        .doesNotContain("innerHTML", "http://", "https://");
  }

  private JsonNode post(String path, String key, String value) throws IOException {
    return client.post(path, Json.object().put(key, value)).json();
  }

  private static ObjectNode on(long account) {
    return Json.object().put("account_id", account);
  }
}
