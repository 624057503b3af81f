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
