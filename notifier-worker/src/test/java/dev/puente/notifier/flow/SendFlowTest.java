package dev.puente.notifier.flow;

import static dev.puente.notifier.flow.FlowRig.API_INBOX;
import static dev.puente.notifier.flow.FlowRig.KEY;
import static dev.puente.notifier.flow.FlowRig.MARKER;
import static dev.puente.notifier.flow.FlowRig.WHATSAPP_INBOX;
import static dev.puente.notifier.flow.FlowRig.phone;
import static dev.puente.notifier.flow.FlowRig.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.chatwoot.Views.InboxLink;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Code;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.SourceIds;
import dev.puente.notifier.delivery.Target;
import dev.puente.notifier.delivery.Task;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendFlowTest {
  private final FlowRig rig = new FlowRig();
  private final FakeChatwoot chatwoot = rig.chatwoot;

  @Test
  void shouldReuseTheRunningConversationOfTheInbox() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, WHATSAPP_INBOX, "open");
    chatwoot.addConversation(contact, API_INBOX, "open");
    var newest = chatwoot.addConversation(contact, API_INBOX, "snoozed");
    chatwoot.addConversation(contact, API_INBOX, "resolved");

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.place().conversationId()).isEqualTo(newest.id());
    assertThat(chatwoot.sent)
        .singleElement()
        .satisfies(m -> assertThat(m.marker()).isEqualTo(MARKER));
  }

  @Test
  void shouldOpenAConversationOnTheKnownLink() {
    // given
    chatwoot.addContact(KEY, null, new InboxLink(API_INBOX, "Channel::Api", "theirs"));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(chatwoot.opened)
        .singleElement()
        .satisfies(c -> assertThat(c.sourceId()).isEqualTo("theirs"));
  }

  @Test
  void shouldNotUseAContactWhoseChannelLeadsToAnotherPerson() {
    // given
    var other =
        chatwoot.addContact(
            KEY, null, new InboxLink(WHATSAPP_INBOX, "Channel::Whatsapp", "5491122334455"));

    // when
    Answer answer = rig.run(send(phone(), WHATSAPP_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.place().contactId()).isNotEqualTo(other.id());
  }

  @Test
  void shouldNotUseAHintedContactThatHasAnotherPhoneNow() {
    // given
    var moved = chatwoot.addContact("+5491122334455", null);
    var right = chatwoot.addContact("+5491123456789", null);

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.NONE, moved.id());

    // then
    assertThat(answer.place().contactId()).isEqualTo(right.id());
  }

  @Test
  void shouldPreferTheExactStoredFormThenTheLatestActivity() {
    // given
    var exact = chatwoot.addContact(KEY, null);
    chatwoot.addContact("+5491123456789", null);

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.place().contactId()).isEqualTo(exact.id());
  }

  @Test
  void shouldNeverCreateAfterATakeover() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, API_INBOX, "open");

    // when
    Answer answer = rig.run(send(phone(), API_INBOX), Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
    assertThat(answer.reason()).isEqualTo("not_found_after_takeover");
    assertThat(answer.stillSuspect()).isFalse();
    assertThat(chatwoot.writes()).isZero();
  }

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
  void shouldResolveOnceMoreWhenTheContactVanishes() {
    // given
    chatwoot.addContact(KEY, null);
    chatwoot.fail("conversations", new Problem.Missing());

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(chatwoot.sent).hasSize(1);
  }

  @Test
  void shouldRejectWhenTheOnlyKnownContactIsGone() {
    // when
    Answer answer = rig.run(send(Target.ofContact(99), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.REJECTED);
    assertThat(answer.reason()).isEqualTo("contact_gone");
  }

  @Test
  void shouldLookAgainWhenSomebodyElseMadeTheContact() {
    // given
    chatwoot.fail("create contact", new Problem.Refused(422, Set.of("phone_number")));
    chatwoot.fail("filter phone_number", new Problem.Refused(422, Set.of()));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.REJECTED);
  }

  @Test
  void shouldNotKnowWhenTheContactIsPerhapsMade() {
    // given
    chatwoot.fail("create contact", new Problem.Unclear(null, "timeout"));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.AMBIGUOUS);
    assertThat(answer.stillSuspect()).isTrue();
    assertThat(chatwoot.sent).isEmpty();
  }

  @Test
  void shouldMakeNoSecondCreatingCallAfterAnUncertainOne() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.addConversation(contact, API_INBOX, "open");
    chatwoot.fail("create message", new Problem.Unclear(500, "server_error"));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.AMBIGUOUS);
    assertThat(chatwoot.writes()).isEqualTo(1);
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

  @Test
  void shouldUseALinkOfItsOwnWhenTheAddressHadAnotherContact() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.fail("create conversation", new Problem.Refused(422, Set.of()));

    // when
    Answer answer = rig.run(send(phone(), API_INBOX));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(chatwoot.opened.getLast().sourceId())
        .isEqualTo(SourceIds.of("acme", "phone/" + KEY, API_INBOX, contact.id()));
  }

  @Test
  void shouldNeverUseAnotherInbox() {
    // when
    Answer answer = rig.run(send(phone(), 99));

    // then
    assertThat(answer).isEqualTo(Answer.rejected("unknown_inbox", null));
    assertThat(chatwoot.calls).isEmpty();
  }

  @Test
  void shouldRejectTextThatChatwootDoesNotTake() {
    // given
    var send = new Task.Send("n-1", "n-1", phone(), API_INBOX, "x".repeat(150_001), null);

    // when
    Answer answer = rig.run(send);

    // then
    assertThat(answer).isEqualTo(Answer.rejected("content_too_long", null));
    assertThat(chatwoot.calls).isEmpty();
  }

  @Test
  void shouldSendTheTemplateOnlyWhereTemplatesExist() {
    // given
    var template = new Task.TemplateUse("t", "es", null, null, null);
    var send = new Task.Send("n-1", "n-1", phone(), API_INBOX, "Hola", template);
    var whatsapp = new Task.Send("n-1", "n-1", phone(), WHATSAPP_INBOX, "Hola", template);

    // when
    rig.run(send);
    rig.run(whatsapp);

    // then
    assertThat(chatwoot.sent).extracting(m -> m.template()).containsExactly(null, template);
  }
}
