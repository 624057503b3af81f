package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.driver.Driver.Inbox;
import dev.puente.sandbox.chatwoot.driver.Driver.Webhook;
import dev.puente.sandbox.chatwoot.driver.Driver.Written;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.webhook.Signature;
import dev.puente.sandbox.chatwoot.webhook.StatusProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ChatwootSimulatorTest {

  private ChatwootSimulator simulator;
  private WebhookTrap trap;
  private SimClient client;
  private long account;
  private Inbox whatsapp;
  private Inbox api;
  private Webhook webhook;
  private String path;

  @BeforeEach
  void start() throws IOException {
    simulator =
        ChatwootSimulator.start(
            SimulatorSettings.defaults()
                .withStatusProgress(
                    new StatusProgress(StatusProgress.Until.READ, Duration.ofMillis(1))));
    trap = new WebhookTrap();
    account = simulator.driver().createAccount("Clinic");
    String token = simulator.driver().createAdministrator(account, "Bridge", null).token();
    client = new SimClient(simulator.baseUrl(), token);
    whatsapp = simulator.driver().createInbox(account, "Channel::Whatsapp", "WhatsApp", null);
    api = simulator.driver().createInbox(account, "Channel::Api", "API", null);
    webhook = simulator.driver().createWebhook(account, trap.url(), List.of(), null);
    path = "/api/v1/accounts/" + account;
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
    trap.close();
  }

  @Test
  void shouldSendSignedEventsWhenPersonWritesOnWhatsapp() {
    // given
    String text = "Hola <b> & chau";

    // when
    Written written =
        simulator.driver().whatsapp(account, whatsapp.id(), "5491123456789", "Ana", text);

    // then
    settle();
    assertThat(trap.caught())
        .extracting(WebhookTrap.Caught::event)
        .containsExactly(
            "contact_created", "conversation_created", "message_created", "contact_updated");
    WebhookTrap.Caught message = trap.caught("message_created").getFirst();
    assertThat(message.header("x-chatwoot-signature"))
        .isEqualTo(
            Signature.of(webhook.secret(), message.header("x-chatwoot-timestamp"), message.raw()));
    assertThat(message.header("x-chatwoot-delivery")).matches("[0-9a-f-]{36}");
    assertThat(new String(message.raw(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("Hola \\u003cb\\u003e \\u0026 chau");
    assertThat(message.body().at("/sender/phone_number").asString()).isEqualTo("+5491123456789");
    assertThat(message.body().at("/conversation/contact_inbox/source_id").asString())
        .isEqualTo("5491123456789");
    assertThat(message.body().at("/conversation/id").asLong()).isEqualTo(written.conversationId());
    assertThat(trap.caught("contact_updated").getFirst().body().path("changed_attributes"))
        .hasSize(2);
  }

  @Test
  void shouldReuseContactAndConversationWhenPersonWritesAgain() {
    // given
    Written first = simulator.driver().whatsapp(account, whatsapp.id(), "5491123456789", "A", "1");

    // when
    Written second = simulator.driver().whatsapp(account, whatsapp.id(), "5491123456789", "A", "2");

    // then
    assertThat(second.contactId()).isEqualTo(first.contactId());
    assertThat(second.conversationId()).isEqualTo(first.conversationId());
    assertThat(second.messageId()).isGreaterThan(first.messageId());
  }

  @Test
  void shouldDeliverTemplateAndFailTextWhenReplyWindowIsShut() throws IOException {
    // given
    long contact = createContact("+5215512345678");
    long conversation = openConversation(contact, whatsapp.id());

    // when
    Answer text = post(conversation, Json.object().put("content", "plain"));
    Answer template =
        post(
            conversation,
            Json.object()
                .put("content", "shown")
                .set("template_params", Json.object().put("name", "n").put("language", "es")));

    // then
    assertThat(text.json().path("status").asString()).isEqualTo("sent");
    settle();
    List<String> statuses =
        client
            .get(messages(conversation))
            .json()
            .path("payload")
            .valueStream()
            .map(message -> message.path("status").asString())
            .toList();
    assertThat(statuses).containsExactly("failed", "read");
    assertThat(template.json().path("source_id").isNull()).isTrue();
    assertThat(trap.caught("message_updated"))
        .filteredOn(each -> each.body().path("id").equals(text.json().path("id")))
        .extracting(each -> each.body().at("/content_attributes/external_error").asString())
        .singleElement()
        .asString()
        .contains("24-hour");
    assertThat(trap.caught("message_updated"))
        .filteredOn(each -> each.body().path("id").equals(template.json().path("id")))
        .hasSize(3);
  }

  @Test
  void shouldDeliverTextWhenPersonWroteWithinTheWindow() throws IOException {
    // given
    Written written = simulator.driver().whatsapp(account, whatsapp.id(), "52155", "Eva", "hola");
    simulator.driver().advanceReplyWindow(Duration.ofHours(23));

    // when
    post(written.conversationId(), Json.object().put("content", "inside"));
    settle();
    simulator.driver().advanceReplyWindow(Duration.ofHours(2));
    post(written.conversationId(), Json.object().put("content", "outside"));
    settle();

    // then
    assertThat(client.get(messages(written.conversationId())).json().path("payload").valueStream())
        .extracting(message -> message.path("status").asString())
        .containsExactly("sent", "read", "failed");
    assertThat(
            client
                .get(path + "/conversations/" + written.conversationId())
                .json()
                .path("can_reply")
                .asBoolean())
        .isFalse();
  }

  @Test
  void shouldFindContactByPhoneWhenFilteredWithOrWithoutPlus() throws IOException {
    // given
    long contact = createContact("+5491123456789");

    // when
    Answer with = filterByPhone("+5491123456789");
    Answer without = filterByPhone("5491123456789");
    Answer other = filterByPhone("+541123456789");

    // then
    assertThat(with.json().at("/payload/0/id").asLong()).isEqualTo(contact);
    assertThat(without.json().at("/payload/0/id").asLong()).isEqualTo(contact);
    assertThat(other.json().path("payload")).isEmpty();
  }

  @Test
  void shouldCreateTwoMessagesWhenTheSameRequestIsSentTwice() throws IOException {
    // given
    long conversation = openConversation(createContact("+5491123456789"), api.id());
    ObjectNode body =
        Json.object()
            .put("content", "once")
            .put("source_id", "same")
            .set("content_attributes", Json.object().put("puente_notification_id", "n-1"));

    // when
    post(conversation, body);
    post(conversation, body);

    // then
    assertThat(simulator.journal().messages())
        .extracting(MessageCreated::content)
        .containsExactly("once", "once");
    assertThat(simulator.journal().requests()).hasSize(4).allMatch(request -> request.applied());
  }

  @Test
  void shouldMarkMessageFailedWhenApiInboxWebhookFails() throws IOException {
    // given
    trap.answer(503);
    simulator
        .driver()
        .configureInbox(account, api.id(), Json.object().put("webhook_url", trap.url() + "/api"));
    long conversation = openConversation(createContact("+5491123456789"), api.id());

    // when
    post(conversation, Json.object().put("content", "to the portal"));

    // then
    settle();
    assertThat(client.get(messages(conversation)).json().at("/payload/0/status").asString())
        .isEqualTo("failed");
    assertThat(
            client
                .get(messages(conversation))
                .json()
                .at("/payload/0/content_attributes/external_error")
                .asString())
        .isEqualTo("503 Service Unavailable");
  }

  private long createContact(String phone) throws IOException {
    Answer answer =
        client.post(
            path + "/contacts", Json.object().put("name", "Ana").put("phone_number", phone));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().at("/payload/contact/id").asLong();
  }

  private long openConversation(long contact, long inbox) throws IOException {
    Answer answer =
        client.post(
            path + "/conversations",
            Json.object().put("contact_id", contact).put("inbox_id", inbox));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("id").asLong();
  }

  private Answer post(long conversation, ObjectNode body) throws IOException {
    return client.post(messages(conversation), body);
  }

  private String messages(long conversation) {
    return path + "/conversations/" + conversation + "/messages";
  }

  private Answer filterByPhone(String phone) throws IOException {
    ObjectNode condition =
        Json.object()
            .put("attribute_key", "phone_number")
            .put("filter_operator", "equal_to")
            .set("values", Json.array(List.of(phone)))
            .putNull("query_operator");
    return client.post(
        path + "/contacts/filter", Json.object().set("payload", Json.array().add(condition)));
  }

  private void settle() {
    await().atMost(Duration.ofSeconds(10)).until(simulator::isIdle);
  }
}
