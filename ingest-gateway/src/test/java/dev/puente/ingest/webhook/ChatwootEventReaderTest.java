package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatwootEventReaderTest {
  static List<String> files() {
    return Payloads.names();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldReadEveryPayloadWithoutCredentials(String name) {
    // when
    ChatwootEvent event = Payloads.event(Payloads.bytes(name));

    // then
    JsonNode sent = JsonMapper.builder().build().readTree(Payloads.bytes(name));
    assertThat(event.getEvent()).isEqualTo(sent.path("event").asString());
    assertThat(event.getTenant()).isEqualTo("clinic-ar");
    assertThat(event.getOrigin()).isEqualTo(EventOrigin.WEBHOOK);
    assertThat(event.getReceivedAt()).isEqualTo(Payloads.RECEIVED);
    assertThat(event.getAccountId()).isEqualTo(3);
    assertThat(event.getEventId()).matches("[0-9a-f]{32}");
    assertThat(event.getRaw())
        .doesNotContain("REDACTED", "pubsub_token", "created_at_ip", "hmac_token", "\"secret\"");
    assertThat(JsonMapper.builder().build().readTree(event.getRaw()).path("event").asString())
        .isEqualTo(event.getEvent());
  }

  /** File; contact; phone; inbox; channel; source id of the link. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "message_created.whatsapp_incoming_phone,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "message_created.outgoing_agent_whatsapp,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "message_created.private_note,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "message_created.template_greeting,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "message_created.automation_outgoing_no_sender,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "message_created.widget_incoming_no_phone,4102,-,9,Channel::WebWidget,f8cf369d-2d88-40b8-9253-887b675a33d3",
        "conversation_created.whatsapp,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "conversation_typing_on.agent,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "agent_bot.conversation_resolved,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "automation_event.message_created.unsigned,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "macro.executed.unsigned,4021,+5511987654321,7,Channel::Whatsapp,5511987654321",
        "contact_updated.phone_added,4102,+5581998877665,-,-,-",
        "webwidget_triggered,4102,-,9,Channel::WebWidget,f8cf369d-2d88-40b8-9253-887b675a33d3",
      })
  void shouldFindTheContactWhereverItIs(
      String file,
      long contact,
      @Nullable String phone,
      @Nullable Long inbox,
      @Nullable String channel,
      @Nullable String sourceId) {
    // when
    ChatwootEvent event = Payloads.file(file);

    // then
    assertThat(contact(event).getId()).isEqualTo(contact);
    assertThat(contact(event).getPhoneNumber()).isEqualTo(phone);
    assertThat(event.getInboxId()).isEqualTo(inbox);
    assertThat(event.getChannel()).isEqualTo(channel);
    assertThat(event.getSourceId()).isEqualTo(sourceId);
  }

  @Test
  void shouldReadIncomingMessage() {
    // when
    ChatwootEvent event = Payloads.file("message_created.whatsapp_incoming_phone");

    // then
    EventMessage message = message(event);
    assertThat(message.getId()).isEqualTo(90211);
    assertThat(message.getMessageType()).isEqualTo("incoming");
    assertThat(message.getPrivateNote()).isFalse();
    assertThat(message.getContentType()).isEqualTo("text");
    assertThat(message.getContentLength()).isEqualTo("Hi, where is my order 7781?".length());
    assertThat(message.getStatus()).isEqualTo("sent");
    assertThat(message.getSenderType()).isEqualTo("contact");
    assertThat(message.getSenderId()).isEqualTo(4021);
    assertThat(message.getSourceId()).startsWith("wamid.");
    assertThat(message.getCreatedAt()).isEqualTo(Instant.parse("2026-07-27T10:00:00.204Z"));
    EventConversation conversation = conversation(event);
    assertThat(conversation.getId()).isEqualTo(1184);
    assertThat(conversation.getStatus()).isEqualTo("open");
    assertThat(conversation.getCanReply()).isTrue();
    assertThat(conversation.getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(1785146400375L));
    assertThat(contact(event).getCustomAttributes()).containsEntry("client_id", "C-10045");
    assertThat(event.getEcho()).isFalse();
    assertThat(event.getInboxConfigured()).isTrue();
  }

  @Test
  void shouldShowStatusOnlyOfTheSameMessage() {
    assertThat(message(Payloads.file("message_updated.delivered")).getStatus())
        .isEqualTo("delivered");
    assertThat(message(Payloads.file("message_updated.read")).getStatus()).isEqualTo("read");
    assertThat(message(Payloads.file("message_updated.delivered_not_last_message")).getStatus())
        .isNull();
    assertThat(message(Payloads.file("message_created.private_note")).getStatus()).isNull();
  }

  @Test
  void shouldReadFailureAndDeletion() {
    assertThat(message(Payloads.file("message_updated.failed_whatsapp")).getExternalError())
        .startsWith("131047");
    assertThat(message(Payloads.file("message_updated.deleted")).getDeleted()).isTrue();
    assertThat(message(Payloads.file("message_created.whatsapp_incoming_image")).getContentLength())
        .isZero();
  }

  @Test
  void shouldMarkEchoesOfOurOwnMessages() {
    // when
    ChatwootEvent event = Payloads.file("message_created.outgoing_bridge_template_whatsapp");

    // then
    assertThat(event.getEcho()).isTrue();
    assertThat(message(event).getPuenteNotificationId()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "outgoing,user,901,true",
    "template,user,901,true",
    "outgoing,agent_bot,902,true",
    "outgoing,user,902,false",
    "outgoing,agent_bot,901,false",
    "outgoing,captain_assistant,902,false",
    "incoming,user,901,false",
  })
  void shouldMarkMessagesOfTheTenantsOwnSenders(
      String messageType, String senderType, int senderId, boolean echo) {
    // when
    ChatwootEvent event =
        Payloads.event(
            "{\"event\":\"message_created\",\"id\":5,\"message_type\":\"%s\",\"sender\":{\"id\":%d,\"type\":\"%s\"}}"
                .formatted(messageType, senderId, senderType));

    // then
    assertThat(event.getEcho()).isEqualTo(echo);
  }

  @Test
  void shouldNotTakeMarkersOfIncomingMessagesForEchoes() {
    // when
    ChatwootEvent event =
        Payloads.event(
            "{\"event\":\"message_created\",\"id\":5,\"message_type\":\"incoming\","
                + "\"content_attributes\":{\"puente_id\":\"p/t/n\"}}");

    // then
    assertThat(event.getEcho()).isFalse();
    assertThat(message(event).getPuenteId()).isEqualTo("p/t/n");
  }

  @Test
  void shouldListChangedAttributes() {
    assertThat(Payloads.file("contact_updated.phone_added").getChangedAttributes())
        .containsExactly("name", "email", "phone_number", "contact_type", "updated_at");
    assertThat(Payloads.file("conversation_status_changed.resolved").getChangedAttributes())
        .isEmpty();
  }

  @Test
  void shouldReadWhatsAppUserWithoutNumber() {
    // when
    ChatwootEvent event = Payloads.file("message_created.whatsapp_incoming_bsuid_no_phone");

    // then
    assertThat(contact(event).getPhoneNumber()).isNull();
    assertThat(event.getSourceId()).startsWith("BR.");
  }

  @Test
  void shouldReadOldPayloadsWithoutAccount() {
    // when
    ChatwootEvent event =
        Payloads.event(
            """
            {"event":"conversation_updated","id":4,"inbox_id":7,"channel":"Channel::Whatsapp",
             "messages":[{"id":1,"account_id":3}],"contact_inbox":{"contact_id":8,"source_id":"54911"}}
            """);

    // then
    assertThat(event.getAccountId()).isEqualTo(3);
    assertThat(contact(event).getId()).isEqualTo(8);
    assertThat(event.getSourceId()).isEqualTo("54911");
  }

  @Test
  void shouldReadTheLooseShapeOfOlderIntegrations() {
    // when
    ChatwootEvent event =
        Payloads.event(
            """
            {"event":"message_created","id":5,"message_type":"incoming","content":"hola",
             "conversation":{"id":4,"inbox_id":12,
               "contact":{"id":8,"name":"Ana","phone_number":"+5491123456789"}}}
            """);

    // then
    assertThat(contact(event).getId()).isEqualTo(8);
    assertThat(contact(event).getPhoneNumber()).isEqualTo("+5491123456789");
    assertThat(event.getChannel()).isEqualTo("Channel::Api");
  }

  @Test
  void shouldDropCredentialsWhereverTheyAre() {
    // when
    ChatwootEvent event =
        Payloads.event(
            """
            {"event":"new_one","a":[{"contact_inbox":{"pubsub_token":"x1"}}],
             "channel":{"provider_config":{"api_key":"x2"}},
             "b":{"additional_attributes":{"created_at_ip":"x3","city":"kept"}}}
            """);

    // then
    assertThat(event.getRaw()).doesNotContain("x1", "x2", "x3").contains("kept");
  }

  @Test
  void shouldKeepHalvesOfSurrogatePairsReadable() {
    // when
    ChatwootEvent event =
        Payloads.event(
            "{\"event\":\"contact_created\",\"id\":5,\"name\":\"a\\ud83d\",\"x\":\"\\ud83d\\ude00\"}");

    // then
    assertThat(event.getRaw()).containsIgnoringCase("a\\ud83d").contains("\ud83d\ude00");
    assertThat(contact(event).getName()).isEqualTo("a\ufffd");
  }

  @Test
  void shouldKeepDigitsOfNumbers() {
    assertThat(Payloads.file("message_created.whatsapp_incoming_phone").getRaw())
        .contains("1785146400.374915");
  }

  private static EventContact contact(ChatwootEvent event) {
    return Objects.requireNonNull(event.getContact());
  }

  private static EventMessage message(ChatwootEvent event) {
    return Objects.requireNonNull(event.getMessage());
  }

  private static EventConversation conversation(ChatwootEvent event) {
    return Objects.requireNonNull(event.getConversation());
  }
}
