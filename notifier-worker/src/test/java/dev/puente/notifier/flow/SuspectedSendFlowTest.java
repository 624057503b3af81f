package dev.puente.notifier.flow;

import static dev.puente.notifier.flow.FlowRig.API_INBOX;
import static dev.puente.notifier.flow.FlowRig.KEY;
import static dev.puente.notifier.flow.FlowRig.MARKER;
import static dev.puente.notifier.flow.FlowRig.WHATSAPP_INBOX;
import static dev.puente.notifier.flow.FlowRig.phone;
import static dev.puente.notifier.flow.FlowRig.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Code;
import dev.puente.notifier.delivery.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message that may have been sent before: it is looked up first. */
class SuspectedSendFlowTest {
  private final FlowRig rig = new FlowRig();
  private final FakeChatwoot chatwoot = rig.chatwoot;

  @Test
  void shouldFindWhatAnEarlierOwnerSentInAnyConversationOfAnyContactOfTheAddress() {
    // given
    chatwoot.addContact(KEY, null);
    var second = chatwoot.addContact("+5491123456789", null);
    var conversation = chatwoot.addConversation(second, WHATSAPP_INBOX, "resolved");
    var message = chatwoot.addMessage(conversation.id(), MARKER, false, 42);
    for (int i = 0; i < 45; i++) {
      chatwoot.addMessage(conversation.id(), null, false, 7);
    }

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.FOUND);
    assertThat(answer.place().messageId()).isEqualTo(message.id());
  }

  @Test
  void shouldFindTheMessageWhenTheServersClockIsBehind() {
    // given
    chatwoot.behind(600);
    var contact = chatwoot.addContact(KEY, null);
    var conversation = chatwoot.addConversation(contact, API_INBOX, "open");
    var message = chatwoot.addMessage(conversation.id(), MARKER, false, 42);
    for (int i = 0; i < 25; i++) {
      chatwoot.addMessage(conversation.id(), null, false, 7);
    }

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.FOUND);
    assertThat(answer.place().messageId()).isEqualTo(message.id());
  }

  @Test
  void shouldKeepTheSuspicionWhenTheLookUpDoesNotEnd() {
    // given
    chatwoot.addContact(KEY, null);
    chatwoot.fail("conversations", new Problem.Unavailable(503, "server_error", null));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
    assertThat(answer.stillSuspect()).isTrue();
  }

  @Test
  void shouldLookUpTwiceBeforeItCreatesARepetition() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, API_INBOX, "open");

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(rig.rests).containsExactly(FlowRig.SECOND_LOOKUP);
    List<String> calls = chatwoot.calls;
    assertThat(calls.stream().filter("messages"::equals)).hasSize(2);
    assertThat(calls.lastIndexOf("messages")).isLessThan(calls.indexOf("create message"));
  }

  @Test
  void shouldFindWithTheSecondLookUpWhatTheServerDidLate() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    var conversation = chatwoot.addConversation(contact, API_INBOX, "open");
    rig.onRest = () -> chatwoot.addMessage(conversation.id(), MARKER, false, 42);

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.FOUND);
    assertThat(chatwoot.writes()).isZero();
  }

  @Test
  void shouldClearTheSuspicionWhenBothLookUpsEndedBeforeTheCreateIsPutOff() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, API_INBOX, "open");
    chatwoot.fail("create message", new Problem.Limited(429, "rate_limited", FlowRig.DISPATCHED));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
    assertThat(answer.stillSuspect()).isFalse();
  }

  @Test
  void shouldLookUpButNotCreateWhatExpiredMeanwhile() {
    // given
    chatwoot.addContact(KEY, null);
    rig.expiresAt = FlowRig.DISPATCHED;

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.STALE);
    assertThat(answer.reason()).isEqualTo("expired");
    assertThat(answer.stillSuspect()).isFalse();
    assertThat(chatwoot.calls).contains("conversations");
    assertThat(chatwoot.writes()).isZero();
  }

  @Test
  void shouldNotCreateWhenTheRestBetweenTheLookUpsIsCalledOff() {
    // given
    chatwoot.addContact(KEY, null);
    rig.restWorks = false;

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
    assertThat(answer.stillSuspect()).isTrue();
    assertThat(chatwoot.writes()).isZero();
  }

  @Test
  void shouldCountADeletedMessageOfOurOwnUserAsSent() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    var conversation = chatwoot.addConversation(contact, API_INBOX, "open");
    var deleted = chatwoot.addMessage(conversation.id(), null, true, 42);
    rig.ownSender.learn(42);

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.FOUND);
    assertThat(answer.place().messageId()).isEqualTo(deleted.id());
  }

  @Test
  void shouldNotTakeADeletedMessageOfAnAgentForOurs() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    var conversation = chatwoot.addConversation(contact, API_INBOX, "open");
    chatwoot.addMessage(conversation.id(), null, true, 7);
    rig.ownSender.learn(42);

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
  }

  @Test
  void shouldRejectARepetitionThatIsRefusedInTheSameUnclearWay() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, API_INBOX, "open");
    var unclear = new Problem.Unclear(422, "message_not_accepted");
    chatwoot.fail("create message", unclear);
    chatwoot.fail("create message", unclear);

    // when
    Answer first = rig.run(send(phone(), API_INBOX));
    Answer second = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_MAILBOX, null);

    // then
    assertThat(first.code()).isEqualTo(Code.AMBIGUOUS);
    assertThat(second.code()).isEqualTo(Code.REJECTED);
  }

  @Test
  void shouldFindItsMessageWhenALockedInboxShowsAnother() {
    // given
    chatwoot.addContact(KEY, null);
    chatwoot.answersWithAnotherMessage = true;

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(chatwoot.messages.values())
        .flatExtracting(messages -> messages.values())
        .filteredOn(m -> MARKER.equals(m.marker()))
        .singleElement()
        .satisfies(m -> assertThat(m.id()).isEqualTo(answer.place().messageId()));
  }
}
