package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.driver.Driver.Written;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of contacts and conversations (CONTRACT 3 and 4) that the recorded pairs do not show. */
class ConversationRulesTest {

  private SimClinic clinic;

  @BeforeEach
  void start() throws IOException {
    clinic = new SimClinic(SimulatorSettings.defaults());
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Test
  void shouldOpenNewConversationAtEveryCallWhenInboxIsNotLocked() throws IOException {
    // given
    long contact = clinic.contact("+5491123456789");

    // when
    long first = clinic.conversation(contact, clinic.whatsapp.id());
    long second = clinic.conversation(contact, clinic.whatsapp.id());

    // then
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void shouldReturnResolvedConversationWhenInboxIsLocked() throws IOException {
    // given
    long inbox = clinic.whatsapp.id();
    ObjectNode lock = Json.object().put("lock_to_single_conversation", true);
    clinic.simulator.driver().configureInbox(clinic.account, inbox, lock);
    long contact = clinic.contact("+5491123456789");
    long first = clinic.conversation(contact, inbox);
    clinic.simulator.driver().setConversationStatus(clinic.account, first, "resolved");

    // when
    Answer again =
        clinic.client.post(
            clinic.path + "/conversations",
            Json.object().put("contact_id", contact).put("inbox_id", inbox).put("status", "open"));

    // then
    assertThat(again.json().path("id").asLong()).isEqualTo(first);
    assertThat(again.json().path("status").asString()).isEqualTo("resolved");
  }

  @Test
  void shouldMakeANewLinkAtEveryCallWhenApiInboxGetsNoSourceId() throws IOException {
    // given
    long contact = clinic.contact("+5491123456789");

    // when
    clinic.conversation(contact, clinic.api.id());
    clinic.conversation(contact, clinic.api.id());

    // then
    assertThat(contactView(contact).path("contact_inboxes")).hasSize(2);
  }

  @Test
  void shouldTakeTheSourceIdOverWhenPhoneChannelSeesItWithAnotherContact() throws IOException {
    // given
    long old = clinic.contact("+5491123456789");
    clinic.conversation(old, clinic.whatsapp.id());
    clinic
        .simulator
        .driver()
        .editContact(clinic.account, old, Json.object().put("phone_number", "+5491100000000"));
    long owner = clinic.contact("+5491123456789");

    // when
    clinic.conversation(owner, clinic.whatsapp.id());

    // then
    assertThat(contactView(owner).at("/contact_inboxes/0/source_id").asString())
        .isEqualTo("5491123456789");
    assertThat(contactView(old).at("/contact_inboxes/0/source_id").asString())
        .startsWith("whatsapp:5491123456789");
  }

  @Test
  void shouldReopenOnIncomingButNotOnOutgoing() throws IOException {
    // given
    Written written =
        clinic.simulator.driver().whatsapp(clinic.account, clinic.whatsapp.id(), "549", "A", "hi");
    long conversation = written.conversationId();
    clinic.simulator.driver().setConversationStatus(clinic.account, conversation, "snoozed");

    // when
    clinic.say(conversation, "still snoozed");
    String afterOutgoing = status(conversation);
    clinic.simulator.driver().whatsapp(clinic.account, clinic.whatsapp.id(), "549", "A", "again");

    // then
    assertThat(afterOutgoing).isEqualTo("snoozed");
    assertThat(status(conversation)).isEqualTo("open");
  }

  @Test
  void shouldStartANewConversationWhenTheLastOneIsResolved() {
    // given
    Written first =
        clinic.simulator.driver().whatsapp(clinic.account, clinic.whatsapp.id(), "549", "A", "hi");
    clinic
        .simulator
        .driver()
        .setConversationStatus(clinic.account, first.conversationId(), "resolved");

    // when
    Written second =
        clinic.simulator.driver().whatsapp(clinic.account, clinic.whatsapp.id(), "549", "A", "hi");

    // then
    assertThat(second.contactId()).isEqualTo(first.contactId());
    assertThat(second.conversationId()).isNotEqualTo(first.conversationId());
  }

  @Test
  void shouldFindTheLinkWithTheNinthDigitOfBrazil() throws IOException {
    // given
    long contact = clinic.contact("+5511987654321");
    clinic.conversation(contact, clinic.whatsapp.id());

    // when
    Written written =
        clinic
            .simulator
            .driver()
            .whatsapp(clinic.account, clinic.whatsapp.id(), "551187654321", "Maria", "oi");

    // then
    assertThat(written.contactId()).isEqualTo(contact);
    assertThat(contactView(contact).path("phone_number").asString()).isEqualTo("+5511987654321");
  }

  @Test
  void shouldRefuseEverySaveWhileTwoContactsShareAPhone() throws IOException {
    // given
    long contact = clinic.contact("+5491123456789");
    long twin =
        clinic.simulator.rareEvents().duplicatePhone(clinic.account, "Twin", "+5491123456789");

    // when
    Answer refused = edit(contact, Json.object().put("name", "Other"));
    clinic.client.post(
        clinic.path + "/actions/contact_merge",
        Json.object().put("base_contact_id", contact).put("mergee_contact_id", twin));
    Answer accepted = edit(contact, Json.object().put("name", "Other"));

    // then
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/attributes/0").asString()).isEqualTo("phone_number");
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(clinic.client.get(clinic.path + "/contacts/" + twin).status()).isEqualTo(404);
  }

  @Test
  void shouldListConversationsUpdatedWithinTheGivenTime() throws IOException {
    // given
    MovableClock clock = new MovableClock();
    try (SimClinic other = new SimClinic(SimulatorSettings.defaults().withClock(clock))) {
      long old = other.conversation(other.contact("+5491123456789"), other.api.id());
      long said = other.conversation(other.contact("+5491123456780"), other.api.id());
      clock.advance(Duration.ofMinutes(20));
      other.say(said, "new");

      // when
      JsonNode recent =
          other
              .client
              .get(other.path + "/conversations?status=all&updated_within=900")
              .json()
              .at("/data/payload");

      // then
      assertThat(recent.valueStream())
          .extracting(row -> row.path("id").asLong())
          .containsExactly(said)
          .doesNotContain(old);
    }
  }

  @Test
  void shouldAssignTheConversationWhenAnAgentOpensIt() throws IOException {
    // given
    long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());
    String token =
        clinic
            .simulator
            .driver()
            .createAgent(clinic.account, "Eva", null, List.of(clinic.api.id()))
            .token();
    String path = clinic.path + "/conversations/" + conversation + "/toggle_status";

    // when
    clinic.client.withToken(token).post(path, Json.object().put("status", "resolved"));
    clinic.client.withToken(token).post(path, Json.object().put("status", "open"));

    // then
    assertThat(
            clinic
                .client
                .get(clinic.path + "/conversations/" + conversation)
                .json()
                .at("/meta/assignee/name")
                .asString())
        .isEqualTo("Eva");
  }

  @Test
  void shouldKeepAccountsApart() throws IOException {
    // given
    long other = clinic.simulator.driver().createAccount("Other");
    String token = clinic.simulator.driver().createAdministrator(other, "X", null).token();
    long contact = clinic.contact("+5491123456789");
    SimClient stranger = clinic.client.withToken(token);

    // when
    Answer there = stranger.get("/api/v1/accounts/" + other + "/contacts/" + contact);
    Answer here = stranger.get(clinic.path + "/contacts/" + contact);

    // then
    assertThat(there.status()).isEqualTo(404);
    assertThat(here.status()).isEqualTo(401);
  }

  private Answer edit(long contact, ObjectNode body) throws IOException {
    return clinic.client.send("PUT", clinic.path + "/contacts/" + contact, body);
  }

  private JsonNode contactView(long contact) throws IOException {
    return clinic.client.get(clinic.path + "/contacts/" + contact).json().path("payload");
  }

  private String status(long conversation) throws IOException {
    return clinic
        .client
        .get(clinic.path + "/conversations/" + conversation)
        .json()
        .path("status")
        .asString();
  }
}
