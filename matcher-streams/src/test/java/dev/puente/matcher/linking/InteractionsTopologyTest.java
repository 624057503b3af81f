package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Direction;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.Interaction;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionsTopologyTest {
  private static final String PHONE = "11 2345-6789";
  private static final String OTHER_PHONE = "11 4567-8901";
  private static final String SENDER = "5491123456789";
  private static final long CONTACT = 9;

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private void message(long id) {
    message(CLINIC, id, "incoming", event -> event, message -> message);
  }

  private void message(
      String tenant,
      long id,
      String type,
      UnaryOperator<ChatwootEvent.Builder> event,
      UnaryOperator<EventMessage.Builder> message) {
    story.event(
        tenant,
        CONTACT,
        null,
        builder ->
            event.apply(
                builder
                    .setEvent("message_created")
                    .setInboxId(7L)
                    .setChannel("Channel::Whatsapp")
                    .setSourceId(SENDER)
                    .setConversation(LinkingScenario.conversation(90, story.tick()))
                    .setMessage(
                        message
                            .apply(
                                EventMessage.newBuilder()
                                    .setId(id)
                                    .setMessageType(type)
                                    .setPrivateNote(false)
                                    .setContentType("text")
                                    .setContentLength(2)
                                    .setDeleted(false)
                                    .setCreatedAt(Instant.ofEpochSecond(1_700_000_000 + id)))
                            .build())));
  }

  private List<TestRecord<String, Interaction>> records() {
    return story.harness().records(story.harness().topics().interactions());
  }

  /** {@code client:message}, in order. */
  private List<String> told() {
    return records().stream()
        .map(TestRecord::value)
        .filter(Objects::nonNull)
        .map(told -> told.getClientId() + ":" + told.getMessageId())
        .toList();
  }

  @Test
  void shouldTellTheMessageThatCameBeforeTheLink() {
    // given
    message(1);

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(records())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.key()).isEqualTo("clinic:17");
              assertThat(told.value())
                  .isEqualTo(
                      Interaction.newBuilder()
                          .setTenant(CLINIC)
                          .setClientId("17")
                          .setContactId(CONTACT)
                          .setDirection(Direction.INBOUND)
                          .setInboxId(7L)
                          .setConversationId(90L)
                          .setMessageId(1)
                          .setContentType("text")
                          .setContentLength(2)
                          .setOccurredAt(Instant.ofEpochSecond(1_700_000_001))
                          .setFromPuente(false)
                          .build());
              assertThat(PuenteHeaders.text(told.headers(), PuenteHeaders.TENANT))
                  .isEqualTo(CLINIC);
              assertThat(PuenteHeaders.text(told.headers(), PuenteHeaders.TRACEPARENT)).isNotNull();
            });
    assertThat(story.harness().deadLetters()).isEmpty();
  }

  @Test
  void shouldTellEachMessageOnceHoweverOftenItComes() {
    // given
    message(1);
    message(1);
    story.client(CLINIC, "17", PHONE);

    // when
    message(2);
    message(1);
    message(2);

    // then
    assertThat(told()).containsExactly("17:1", "17:2");
  }

  @Test
  void shouldTellTheMessagesOfABacklogInTheirOrder() {
    // given
    List.of(3L, 1L, 2L).forEach(this::message);

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(told()).containsExactly("17:1", "17:2", "17:3");
  }

  @ParameterizedTest
  @CsvSource({"incoming,INBOUND", "outgoing,OUTBOUND", "template,OUTBOUND"})
  void shouldTellTheDirectionAsTheBusinessSeesIt(String type, Direction direction) {
    // given
    story.client(CLINIC, "17", PHONE);

    // when
    message(CLINIC, 1, type, event -> event, message -> message);

    // then
    assertThat(records())
        .singleElement()
        .satisfies(told -> assertThat(told.value().getDirection()).isEqualTo(direction));
  }

  @Test
  void shouldTellNothingThatTheClientDoesNotSee() {
    // given
    story.client(CLINIC, "17", PHONE);

    // when
    message(CLINIC, 1, "outgoing", event -> event, note -> note.setPrivateNote(true));
    message(CLINIC, 2, "activity", event -> event, message -> message);
    message(CLINIC, 3, "incoming", e -> e.setEvent("message_updated"), message -> message);

    // then
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "puente/clinic/r-1,true,r-1",
    "puente/clinic/r-1#2,true,r-1",
    "puente/salon/r-1,false,",
    "other/clinic/r-1,false,",
    "puente/clinic/,false,",
    ",false,"
  })
  void shouldMarkOurOwnMessagesByTheWholeMarker(String marker, boolean ours, String id) {
    // given
    story.client(CLINIC, "17", PHONE);

    // when
    message(
        CLINIC,
        1,
        "outgoing",
        event -> event.setEcho(true),
        message -> message.setPuenteId(marker).setPuenteNotificationId("hint"));

    // then
    assertThat(records())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.value().getFromPuente()).isEqualTo(ours);
              assertThat(told.value().getNotificationId()).isEqualTo(id);
            });
  }

  @Test
  void shouldTellNothingAfterTheLinkIsRevoked() {
    // given
    message(1);
    story.client(CLINIC, "17", PHONE);
    told();

    // when
    story.client(CLINIC, "17", OTHER_PHONE);
    message(2);

    // then
    assertThat(told()).isEmpty();
  }

  @Test
  void shouldTellWhatCameInBetweenWhenTheSameClientIsLinkedAgain() {
    // given
    message(1);
    story.client(CLINIC, "17", PHONE);
    story.client(CLINIC, "17", OTHER_PHONE);
    message(2);
    told();

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(told()).containsExactly("17:2");
  }

  @Test
  void shouldTellAnotherClientOnlyWhatComesLater() {
    // given
    message(1);
    story.client(CLINIC, "17", PHONE);
    story.client(CLINIC, "17", OTHER_PHONE);
    message(2);

    // when
    story.client(CLINIC, "18", PHONE);
    message(3);
    message(2);

    // then
    assertThat(told()).containsExactly("17:1", "18:3");
  }

  @Test
  void shouldNotTellTheFormerClientOfAMessageThatBringsAnotherPhone() {
    // given
    story.client(CLINIC, "17", PHONE);
    story.client(CLINIC, "18", OTHER_PHONE);
    message(1);

    // when
    messageFrom(2, "5491145678901");
    messageFrom(3, "5491145678901");

    // then
    assertThat(told()).containsExactly("17:1", "18:3");
  }

  @Test
  void shouldTellAMessageThatBringsAnotherPhoneOfTheSameClient() {
    // given
    story.client(CLINIC, "17", PHONE, OTHER_PHONE);
    message(1);

    // when
    messageFrom(2, "5491145678901");

    // then
    assertThat(told()).containsExactly("17:1", "17:2");
  }

  private void messageFrom(long id, String sender) {
    message(CLINIC, id, "incoming", event -> event.setSourceId(sender), message -> message);
  }

  @Test
  void shouldTellNothingOfAnotherAccount() {
    // given
    story.client(CLINIC, "17", PHONE);

    // when
    message(CLINIC, 1, "incoming", event -> event.setAccountId(2L), message -> message);
    List<String> before = told();
    message(CLINIC, 2, "incoming", event -> event.setAccountId(1L), message -> message);

    // then
    assertThat(before).isEmpty();
    assertThat(told()).containsExactly("17:2");
    assertThat(story.contactRecords()).hasSize(1);
  }

  @Test
  void shouldTellNobodyWhileSeveralClientsOwnThePhone() {
    // given
    story.client(CLINIC, "17", PHONE);
    story.client(CLINIC, "18", PHONE);
    message(1);

    // when
    story.erase(CLINIC, "18");

    // then
    assertThat(told()).containsExactly("17:1");
  }

  @Test
  void shouldFollowALinkByHand() {
    // given
    story.client(CLINIC, "17");
    message(1);

    // when
    story.override(CLINIC, CONTACT, "17");
    message(2);

    // then
    assertThat(told()).containsExactly("17:1", "17:2");
  }

  @Test
  void shouldNeverTellAnotherTenantsClient() {
    // given
    story.client(SALON, "17", PHONE);
    message(1);

    // when
    message(SALON, 1, "incoming", event -> event, message -> message);

    // then
    assertThat(records())
        .singleElement()
        .satisfies(told -> assertThat(told.key()).isEqualTo("salon:17"));
  }
}
