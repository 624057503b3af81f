package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order, times, cancels and moves of mailboxes. */
class MailboxRulesTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  @Test
  void shouldSendInTheOrderOfDueTimesWhateverTheOrderOfArrival() {
    // given
    fixture.enqueue(BOX, fixture.entry("late", BOX, fixture.now + 2_000));
    fixture.enqueue(BOX, fixture.entry("early", BOX, fixture.now + 1_000));

    // when
    fixture.after(5_000);
    fixture.sent(BOX, "early#1", 1);

    // then
    assertThat(fixture.commands()).containsExactly("early#1", "late#1");
  }

  @Test
  void shouldWaitForTheLedgersWordOnAnEarlierRequest() {
    // given
    fixture.mailbox.on(BOX, new MailboxEvent.Reserve(new Place(fixture.now, 1)), fixture.now);
    fixture.mailbox.on(BOX, new MailboxEvent.Reserve(new Place(fixture.now, 2)), fixture.now);
    Entry first = fixture.entry("first", BOX, fixture.now);
    Entry second = fixture.entry("second", BOX, fixture.now);

    // when
    fixture.mailbox.on(BOX, new MailboxEvent.Enqueue(second, 2), fixture.now);
    List<String> before = fixture.commands();
    fixture.mailbox.on(BOX, new MailboxEvent.Enqueue(first, 1), fixture.now);

    // then
    assertThat(before).isEmpty();
    assertThat(fixture.commands()).containsExactly("first#1");
  }

  @Test
  void shouldGoOnWhenTheLedgerReleasesOrSaysNothingForLong() {
    // given
    fixture.mailbox.on(BOX, new MailboxEvent.Reserve(new Place(fixture.now - 2, 1)), fixture.now);
    fixture.mailbox.on(BOX, new MailboxEvent.Reserve(new Place(fixture.now - 1, 2)), fixture.now);
    fixture.enqueue(BOX, fixture.entry("n3", BOX, fixture.now));
    fixture.mailbox.on(BOX, new MailboxEvent.Release(1), fixture.now);
    fixture.after(9_999);
    assertThat(fixture.commands()).isEmpty();

    // when
    fixture.after(1);

    // then
    assertThat(fixture.commands()).containsExactly("n3#1");
  }

  @Test
  void shouldExpireWhatIsNotSentInTime() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, fixture.entry("n2", BOX, fixture.now).expiring(fixture.now + 500));
    fixture.after(500);

    // when
    fixture.sent(BOX, "n1#1", 1);

    // then
    assertThat(fixture.steps()).contains("n2 EXPIRED expired");
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  @Test
  void shouldExpireADeferredHeadAtItsOwnTime() {
    // given
    fixture.enqueue(BOX, fixture.entry("n1", BOX, fixture.now).expiring(fixture.now + 5_000));
    fixture.answer(
        BOX, new Answer("n1#1", Code.DEFERRED, false, null, fixture.now + 90_000, SentRef.NONE));

    // when
    fixture.after(5_000);

    // then
    assertThat(fixture.steps()).last().isEqualTo("n1 EXPIRED expired");
  }

  @Test
  void shouldLookUpAnExpiredSuspectBeforeItExpires() {
    // given
    fixture.enqueue(BOX, fixture.entry("n1", BOX, fixture.now).expiring(fixture.now + 5_000));
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.after(60_000);
    assertThat(fixture.commands()).containsExactly("n1#1", "n1#2");

    // when
    fixture.answer(BOX, "n1#2", Code.STALE);
    fixture.after(1_000);

    // then
    assertThat(fixture.steps()).last().isEqualTo("n1 EXPIRED expired");
  }

  @Test
  void shouldCancelWhatIsNotUnderWay() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");

    // when
    fixture.mailbox.on(BOX, new MailboxEvent.CancelEntry("n2"), fixture.now);
    fixture.sent(BOX, "n1#1", 1);

    // then
    assertThat(fixture.steps())
        .containsExactly("n1 DISPATCHED", "n2 CANCELLED cancelled", "n1 SENT");
  }

  @Test
  void shouldCancelWhatIsUnderWayOnlyWhenItIsCertainlyNotSent() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.mailbox.on(BOX, new MailboxEvent.CancelEntry("n1"), fixture.now);

    // when
    fixture.answer(BOX, "n1#1", Code.DEFERRED);

    // then
    assertThat(fixture.steps()).last().isEqualTo("n1 CANCELLED cancelled");
  }

  @Test
  void shouldOnlyLookUpACancelledSuspect() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.mailbox.on(BOX, new MailboxEvent.CancelEntry("n1"), fixture.now);

    // when
    fixture.after(60_000);

    // then
    assertThat(fixture.lastSend().entry().expired(fixture.now)).isTrue();
    fixture.answer(BOX, "n1#2", Code.STALE);
    assertThat(fixture.steps()).last().isEqualTo("n1 CANCELLED cancelled");
  }

  @Test
  void shouldMoveToTheNewTimeWhenRescheduled() {
    // given
    fixture.enqueue(BOX, fixture.entry("n1", BOX, fixture.now + 10_000));

    // when
    fixture.mailbox.on(
        BOX, new MailboxEvent.RescheduleEntry("n1", fixture.now + 20_000, null), fixture.now);
    fixture.after(19_000);

    // then
    assertThat(fixture.commands()).isEmpty();
    fixture.after(1_000);
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  @Test
  void shouldLetLaterEntriesPassInQuietHours() {
    // given
    fixture.tenant().quietUntil = fixture.now + 60_000;
    fixture.enqueue(BOX, "n1");
    assertThat(fixture.steps()).containsExactly("n1 WAITING quiet_hours");
    fixture.tenant().quietUntil = 0;

    // when
    fixture.enqueue(BOX, "n2");

    // then
    assertThat(fixture.commands()).containsExactly("n2#1");
  }

  @Test
  void shouldSuppressWhenTheMailboxIsFull() {
    // given
    for (int i = 0; i < 200; i++) {
      fixture.enqueue(BOX, "n" + i);
    }
    fixture.steps();

    // when
    fixture.enqueue(BOX, "one-more");

    // then
    assertThat(fixture.steps()).containsExactly("one-more SUPPRESSED mailbox_full");
  }

  @Test
  void shouldGiveEntriesBackWhenTheirRecipientMoves() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    fixture.effects.clear();

    // when
    fixture.mailbox.on(
        BOX,
        new MailboxEvent.Rebind("client/1", 2, MailboxFixture.target("phone/+549", 2), ""),
        fixture.now);

    // then
    assertThat(fixture.effects)
        .filteredOn(MailboxEffect.ToLedger.class::isInstance)
        .singleElement()
        .satisfies(
            e -> {
              var toLedger = (MailboxEffect.ToLedger) e;
              assertThat(toLedger.notificationId()).isEqualTo("n2");
              assertThat(toLedger.event()).isInstanceOf(LedgerEvent.Rebound.class);
            });
    assertThat(fixture.tables.allEntries()).extracting(Entry::occurrence).containsExactly("n1");
  }

  @Test
  void shouldGiveAnEntryBackThatArrivesAfterTheMove() {
    // given
    fixture.mailbox.on(
        BOX,
        new MailboxEvent.Rebind("client/1", 2, MailboxFixture.target("phone/+549", 2), ""),
        fixture.now);

    // when
    fixture.enqueue(BOX, "n1");

    // then
    assertThat(fixture.commands()).isEmpty();
    assertThat(fixture.effects).hasSize(1);
    assertThat(fixture.tables.allEntries()).isEmpty();
  }

  @Test
  void shouldOnlyLookUpAtTheOldAddressWhatMayHaveBeenSentBeforeTheMove() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.mailbox.on(
        BOX, new MailboxEvent.Rebind("client/1", 2, null, "recipient_removed"), fixture.now);
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);

    // when
    fixture.after(60_000);
    MailboxEffect.Send again = fixture.lastSend();
    fixture.answer(BOX, "n1#2", Code.STALE);
    fixture.after(1_000);

    // then
    assertThat(again.entry().progress().suspect()).isTrue();
    assertThat(again.entry().expired(again.createdAt())).isTrue();
    assertThat(fixture.steps()).last().isEqualTo("n1 CANCELLED recipient_removed");
    assertThat(fixture.tables.allEntries()).isEmpty();
  }

  @Test
  void shouldHearALateAnswerWhateverTheCallerNamedTheNotification() {
    // given
    fixture.enqueue(BOX, "sync:9");
    fixture.after(661_000);
    assertThat(fixture.commands()).containsExactly("sync:9#1", "sync:9#2");
    fixture.steps();

    // when
    fixture.sent(BOX, "sync:9#1", 77);

    // then
    assertThat(fixture.steps()).containsExactly("sync:9 SENT");
  }

  @Test
  void shouldFailWhenNoInboxFits() {
    // given
    fixture.tenant().refusal = "no_inbox";

    // when
    fixture.enqueue(BOX, "n1");

    // then
    assertThat(fixture.steps()).containsExactly("n1 FAILED no_inbox");
  }
}
