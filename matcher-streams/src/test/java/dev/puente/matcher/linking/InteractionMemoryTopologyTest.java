package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a contact's messages, and for how long. */
class InteractionMemoryTopologyTest {
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

  private long backlogRows() {
    return story.harness().driver().getKeyValueStore("interaction-backlog").approximateNumEntries();
  }

  @Test
  void shouldKeepTheNewestHundredOfAnUnlinkedContact() {
    // given
    LongStream.rangeClosed(1, 130).forEach(this::message);

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(told())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(31, 130).mapToObj(id -> "17:" + id).toList());
    assertThat(backlogRows()).isZero();
  }

  @Test
  void shouldForgetWhatWaitedForThirtyDays() {
    // given
    message(1);
    story.harness().advance(Duration.ofDays(20));
    message(2);
    story.harness().advance(Duration.ofDays(11));

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(told()).containsExactly("17:2");
  }

  @Test
  void shouldRemoveWhatWaitedForThirtyDaysWithoutALink() {
    // given
    message(1);

    // when
    story.harness().advance(Duration.ofDays(31));
    story.harness().advance(Duration.ofSeconds(20));

    // then
    assertThat(backlogRows()).isZero();
  }

  @Test
  void shouldStillKnowAMessageWhenItsSingleIdIsForgotten() {
    // given
    story.client(CLINIC, "17", PHONE);
    message(1);
    story.harness().advance(Duration.ofDays(31));
    story.harness().advance(Duration.ofSeconds(20));

    // when
    message(1);

    // then
    assertThat(told()).containsExactly("17:1");
  }

  @Test
  void shouldForgetAContactThatIsGone() {
    // given
    message(1);
    story.result(
        CLINIC,
        Long.toString(CONTACT),
        CommandKind.REFRESH,
        "sync:refresh/9:#1",
        answer -> answer.setContact(ContactReading.newBuilder().setExists(false).build()));

    // when
    story.client(CLINIC, "17", PHONE);

    // then
    assertThat(told()).isEmpty();
    assertThat(backlogRows()).isZero();
  }

  @Test
  void shouldNotTellAgainWhatAContactToldBeforeItWasGone() {
    // given
    story.client(CLINIC, "17", PHONE);
    message(1);
    told();
    story.result(
        CLINIC,
        Long.toString(CONTACT),
        CommandKind.REFRESH,
        "sync:refresh/9:#1",
        answer -> answer.setContact(ContactReading.newBuilder().setExists(false).build()));

    // when
    message(1);

    // then
    assertThat(told()).isEmpty();
  }

  @Test
  void shouldRememberTheFormerClientOfAContactThatHadWrittenNothing() {
    // given
    story.client(CLINIC, "17", PHONE);
    story.event(CLINIC, CONTACT, "+5491123456789", event -> event);
    story.client(CLINIC, "17", OTHER_PHONE);
    message(1);

    // when
    story.client(CLINIC, "18", PHONE);

    // then
    assertThat(told()).isEmpty();
  }

  @Test
  void shouldBoundWhatOneContactCosts() {
    // given
    story.client(CLINIC, "17", PHONE);

    // when
    IntStream.rangeClosed(1, 500).forEach(this::message);
    message(1);

    // then
    assertThat(told()).hasSize(500);
  }
}
