package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.webhook.Signature;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Rules of CONTRACT 5 that the recorded pairs do not show. */
class PublicApiTest {

  private SimClinic clinic;
  private SimClient browser;
  private String contacts;

  @BeforeEach
  void start() throws IOException {
    clinic = new SimClinic(SimulatorSettings.defaults());
    browser = clinic.client.withToken(null);
    contacts = "/public/api/v1/inboxes/" + clinic.api.identifier() + "/contacts";
  }

  @AfterEach
  void stop() {
    browser.close();
    clinic.close();
  }

  @Test
  void shouldReturnTheStoredContactUnchangedWhenSourceIdIsKnown() throws IOException {
    // given
    Answer first = create(person("s-1", "Ana"));

    // when
    Answer second = create(person("s-1", "Somebody"));

    // then
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void shouldAddALinkToAnExistingContactWithoutUpdatingIt() throws IOException {
    // given
    long known = clinic.contact("+5491123456789");

    // when
    Answer answer = create(person("s-2", "Other").put("phone_number", "+5491123456789"));

    // then
    assertThat(answer.json().path("id").asLong()).isEqualTo(known);
    assertThat(answer.json().path("name").asString()).isEqualTo("Ana");
  }

  @Test
  void shouldMergeIntoTheOwnerOfThePhoneWhenUpdated() throws IOException {
    // given
    long owner = clinic.contact("+5491123456789");
    long visitor = create(person("s-3", "Visitor")).json().path("id").asLong();

    // when
    Answer answer =
        browser.send(
            "PATCH",
            contacts + "/s-3",
            Json.object()
                .put("phone_number", "+5491123456789")
                .set("custom_attributes", Json.object().put("tier", "gold")));

    // then
    assertThat(answer.json().path("id").asLong()).isEqualTo(owner);
    assertThat(clinic.client.get(clinic.path + "/contacts/" + visitor).status()).isEqualTo(404);
    assertThat(clinic.simulator.driver().contactAttributes(clinic.account, owner))
        .isEqualTo(Json.object().put("tier", "gold"));
  }

  @Test
  void shouldDropThePhoneWhenTheEmailsDiffer() throws IOException {
    // given
    long owner = clinic.contact("+5491123456789");
    long visitor = create(person("s-4", "Visitor")).json().path("id").asLong();

    // when
    Answer answer =
        browser.send(
            "PATCH",
            contacts + "/s-4",
            Json.object()
                .put("phone_number", "+5491123456789")
                .put("email", "visitor@example.com"));

    // then
    assertThat(answer.json().path("id").asLong()).isEqualTo(visitor).isNotEqualTo(owner);
    assertThat(answer.json().path("phone_number").isNull()).isTrue();
    assertThat(answer.json().path("email").asString()).isEqualTo("visitor@example.com");
  }

  @Test
  void shouldWantTheHashWhenTheChannelMakesItMandatory() throws IOException {
    // given
    ObjectNode mandatory = Json.object().put("hmac_mandatory", true);
    clinic.simulator.driver().configureInbox(clinic.account, clinic.api.id(), mandatory);
    String token = Objects.requireNonNull(clinic.api.hmacToken());
    String hash = Signature.ofIdentifier(token, "client-1");

    // when
    Answer without = create(person("s-5", "Ana").put("identifier", "client-1"));
    Answer with =
        create(person("s-5", "Ana").put("identifier", "client-1").put("identifier_hash", hash));
    Answer shownWithout = browser.get(contacts + "/s-5");
    Answer shownWith = browser.get(contacts + "/s-5?identifier=client-1&identifier_hash=" + hash);

    // then
    assertThat(without.status()).isEqualTo(500);
    assertThat(with.status()).isEqualTo(200);
    assertThat(shownWithout.status()).isEqualTo(500);
    assertThat(shownWith.status()).isEqualTo(200);
  }

  @Test
  void shouldExchangeMessagesAndMarkThemReadWhenSeen() throws IOException {
    // given
    create(person("s-6", "Ana"));
    String conversations = contacts + "/s-6/conversations";
    long conversation = browser.post(conversations, Json.object()).json().path("id").asLong();
    String one = conversations + "/" + conversation;

    // when
    browser.post(one + "/messages", Json.object().put("content", "hello"));
    clinic.say(conversation, "hi");
    browser.post(one + "/update_last_seen", Json.object());
    Answer messages = browser.get(one + "/messages");
    Answer byApi = clinic.client.get(clinic.messages(conversation));

    // then
    assertThat(messages.json().valueStream())
        .extracting(message -> message.path("content").asString())
        .containsExactly("hello", "hi");
    assertThat(byApi.json().at("/payload/1/status").asString()).isEqualTo("read");
  }

  private Answer create(ObjectNode person) throws IOException {
    return browser.post(contacts, person);
  }

  private static ObjectNode person(String sourceId, String name) {
    return Json.object().put("source_id", sourceId).put("name", name);
  }
}
