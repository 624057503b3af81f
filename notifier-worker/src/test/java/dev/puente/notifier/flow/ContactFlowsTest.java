package dev.puente.notifier.flow;

import static dev.puente.notifier.flow.FlowRig.API_INBOX;
import static dev.puente.notifier.flow.FlowRig.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Code;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.SourceIds;
import dev.puente.notifier.delivery.Target;
import dev.puente.notifier.delivery.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Syncs, upserts and reads. */
class ContactFlowsTest {
  private static final Target SUBSCRIBER =
      new Target(null, KEY, KEY, "AR", null, "puente:sub_1", "Lola");
  private static final Task.Upsert UPSERT =
      new Task.Upsert(
          "sub_1", SUBSCRIBER, "lola@example.com", Map.of("level_id", "gold"), API_INBOX, null);

  private final FlowRig rig = new FlowRig();
  private final FakeChatwoot chatwoot = rig.chatwoot;

  @Test
  void shouldCreateTheContactOfASubscriptionWithItsLink() {
    // when
    Answer answer = rig.run(UPSERT);

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.reason()).isNull();
    assertThat(answer.place().sourceId())
        .isEqualTo(SourceIds.of("acme", "phone/" + KEY, API_INBOX));
    assertThat(chatwoot.contacts.values())
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.id()).isEqualTo(answer.place().contactId());
              assertThat(contact.identifier()).isEqualTo("puente:sub_1");
            });
  }

  @Test
  void shouldTakeAContactWithAnotherPhoneOfTheSamePersonBeforeOneIsCreated() {
    // given
    String other = "+541145678901";
    var contact = chatwoot.addContact("+5491145678901", null);

    // when
    Answer answer =
        rig.run(
            new Task.Upsert(
                "client/17",
                new Target(null, KEY, KEY, "AR", null, null, "Lola"),
                null,
                Map.of(),
                null,
                null,
                List.of("+541199999999", other)));

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.place().contactId()).isEqualTo(contact.id());
    assertThat(chatwoot.contacts).hasSize(1);
  }

  @Test
  void shouldNotSayThatAContactIsGoneWhenTheWholeAccountIs() {
    // given
    chatwoot.fail("filter identifier", new Problem.Blocked(404));
    chatwoot.fail("filter identifier", new Problem.Blocked(404));

    // when
    Answer sync = rig.run(new Task.Sync(9, Map.of("client_id", "17"), List.of(), null));
    Answer refresh = rig.run(new Task.Refresh(9));

    // then
    assertThat(sync.code()).isEqualTo(Code.TENANT_BLOCKED);
    assertThat(refresh.code()).isEqualTo(Code.TENANT_BLOCKED);
  }

  @Test
  void shouldNotWriteAFormerStateAgainAfterATakeover() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    Task sync = new Task.Sync(contact.id(), Map.of("client_id", "17"), List.of(), null);

    // when
    Answer answer = rig.run(sync, Session.Suspicion.BY_TAKEOVER, null);
    Answer upsert = rig.run(UPSERT, Session.Suspicion.BY_TAKEOVER, null);

    // then
    assertThat(answer.code()).isEqualTo(Code.DEFERRED);
    assertThat(upsert.code()).isEqualTo(Code.DEFERRED);
    assertThat(chatwoot.calls).isEmpty();
  }

  @Test
  void shouldOnlyWriteAttributesOfAContactThatExists() {
    // given
    var contact = chatwoot.addContact("+5491123456789", null);

    // when
    Answer answer = rig.run(UPSERT);

    // then
    assertThat(answer.place().contactId()).isEqualTo(contact.id());
    assertThat(chatwoot.written)
        .singleElement()
        .satisfies(
            fields -> {
              assertThat(fields.name()).isNull();
              assertThat(fields.email()).isNull();
              assertThat(fields.identifier()).isNull();
              assertThat(fields.customAttributes()).containsEntry("level_id", "gold");
            });
    assertThat(chatwoot.calls).contains("link");
    assertThat(answer.reading())
        .isEqualTo(
            new Answer.Reading(true, contact.phoneNumber(), contact.identifier(), contact.name()));
  }

  @Test
  void shouldLeaveOutAnEmailThatBelongsToAnotherContactAndSayIt() {
    // given
    chatwoot.fail("create contact", new Problem.Refused(422, Set.of("email")));

    // when
    Answer answer = rig.run(UPSERT);

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.reason()).isEqualTo("left_out:email");
    assertThat(chatwoot.written).last().satisfies(f -> assertThat(f.email()).isNull());
  }

  @Test
  void shouldRejectWhatIsRefusedForAnotherReason() {
    // given
    chatwoot.fail("create contact", new Problem.Refused(422, Set.of("identifier")));

    // when
    Answer answer = rig.run(UPSERT);

    // then
    assertThat(answer).isEqualTo(Answer.rejected("refused:identifier", 422));
  }

  @Test
  void shouldFindByIdentifierOnServersThatCannotFilterByIt() {
    // given
    chatwoot.knowsIdentifierFilter = false;
    chatwoot.addContact(null, "puente:sub_10");
    var contact = chatwoot.addContact(null, "puente:sub_1");

    // when
    Answer answer = rig.run(UPSERT);

    // then
    assertThat(answer.place().contactId()).isEqualTo(contact.id());
  }

  @Test
  void shouldSayThatTwoContactsShareThePhone() {
    // given
    var contact = chatwoot.addContact(KEY, null);
    chatwoot.fail("update contact", new Problem.Refused(422, Set.of("phone_number")));

    // when
    Answer answer = rig.run(new Task.Sync(contact.id(), Map.of("a", 1L), List.of(), null));

    // then
    assertThat(answer).isEqualTo(Answer.rejected("duplicate_phone_number", 422));
  }

  @Test
  void shouldSayThatTheContactIsGone() {
    // when
    Answer answer = rig.run(new Task.Sync(99, Map.of("a", 1L), List.of(), null));

    // then
    assertThat(answer).isEqualTo(Answer.rejected("contact_gone", 404));
  }

  @Test
  void shouldWriteThenClear() {
    // given
    var contact = chatwoot.addContact(KEY, null);

    // when
    rig.run(new Task.Sync(contact.id(), Map.of("a", 1L), List.of("b"), null));

    // then
    assertThat(chatwoot.calls).containsExactly("update contact", "remove attributes");
  }

  @Test
  void shouldReadAContactOrThatThereIsNone() {
    // given
    var contact = chatwoot.addContact(KEY, "x");

    // when
    Answer there = rig.run(new Task.Refresh(contact.id()));
    Answer gone = rig.run(new Task.Refresh(99));

    // then
    assertThat(there.reading()).isEqualTo(new Answer.Reading(true, KEY, "x", "Ana"));
    assertThat(gone.code()).isEqualTo(Code.SENT);
    assertThat(gone.reading()).isEqualTo(new Answer.Reading(false, null, null, null));
  }
}
