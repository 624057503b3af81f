package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order, times, limits, fairness and syncs of mailboxes. */
class MailboxRulesTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  private Entry urgency(Entry entry, Urgency urgency) {
    return new Entry(
        entry.notificationId(),
        entry.occurrence(),
        entry.recipient(),
        entry.target(),
        entry.message(),
        urgency,
        entry.place(),
        entry.expiresAt(),
        entry.progress(),
        null);
  }

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
  void shouldKeepWithinTheSlotsOfAnInstallation() {
    // given
    for (int i = 0; i < 20; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }

    // when
    List<String> sent = fixture.commands();

    // then
    assertThat(sent).hasSize(16);
    fixture.sent("a:phone/+3", "n3#1", 1);
    assertThat(fixture.commands()).hasSize(1);
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
  void shouldNotWorkThroughItsRowsWhileAnInstallationRests() {
    // given
    MailboxFixture.FreeTenant other = new MailboxFixture.FreeTenant();
    other.installation = "http://other.example";
    fixture.tenants.put("b", other);
    for (int i = 10; i < 30; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }
    assertThat(fixture.commands()).hasSize(16);
    long until = fixture.now + 30_000;
    Answer rests = new Answer("n10#1", Code.DEFERRED, false, "breaker_open", until, SentRef.NONE);

    // when
    fixture.answer("a:phone/+10", rests);
    fixture.enqueue("b:phone/+1", "elsewhere");
    fixture.after(29_999);

    // then
    assertThat(fixture.commands()).containsExactly("elsewhere#1");
    fixture.after(1);
    assertThat(fixture.commands()).hasSize(1);
  }

  @Test
  void shouldCloseHalfOfTheSlotsToBulk() {
    // given
    for (int i = 0; i < 20; i++) {
      String box = "a:phone/+" + i;
      fixture.enqueue(box, urgency(fixture.entry("bulk" + i, box, fixture.now), Urgency.BULK));
    }
    assertThat(fixture.commands()).hasSize(8);

    // when
    fixture.enqueue("a:phone/+99", "urgent");

    // then
    assertThat(fixture.commands()).containsExactly("urgent#1");
  }

  @Test
  void shouldServeTenantsInTurn() {
    // given
    fixture.tenants.put("b", new MailboxFixture.FreeTenant());
    for (int i = 0; i < 40; i++) {
      fixture.enqueue(
          "a:phone/+" + i, fixture.entry("a" + i, "a:phone/+" + i, fixture.now + 1_000));
    }
    for (int i = 0; i < 4; i++) {
      fixture.enqueue(
          "b:phone/+" + i, fixture.entry("b" + i, "b:phone/+" + i, fixture.now + 1_000));
    }

    // when
    fixture.after(1_000);

    // then
    assertThat(fixture.commands()).hasSize(16).contains("b0#1", "b1#1", "b2#1", "b3#1");
  }

  @Test
  void shouldNotStopOtherTenantsWhenOneIsBlocked() {
    // given
    MailboxFixture.FreeTenant other = new MailboxFixture.FreeTenant();
    fixture.tenants.put("b", other);
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    for (int i = 0; i < 50; i++) {
      fixture.enqueue("a:phone/+" + i, "x" + i);
    }
    fixture.commands();

    // when
    fixture.enqueue("b:phone/+1", "y");

    // then
    assertThat(fixture.commands()).containsExactly("y#1");
  }

  @Test
  void shouldHoldWhatBelongsToAnUnknownTenant() {
    // given
    fixture.enqueue("c:phone/+1", "n1");
    assertThat(fixture.steps()).containsExactly("n1 WAITING tenant_unknown");

    // when
    fixture.tenants.put("c", new MailboxFixture.FreeTenant());
    fixture.after(100);

    // then
    assertThat(fixture.commands()).containsExactly("n1#1");
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

  @Test
  void shouldWriteTheLatestStateOnceWhenNoMessageIsDue() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    assertThat(fixture.commands()).containsExactly("n1#1");

    // when
    fixture.sent(BOX, "n1#1", 1);
    List<String> written = fixture.commands();
    fixture.answer(BOX, "sync:contact/9:bbbbbbbb#1", Code.SENT);
    fixture.sync(BOX, "contact/9", 3, "bbbbbbbbbbbb");

    // then
    assertThat(written).containsExactly("sync:contact/9:bbbbbbbb#1");
    assertThat(fixture.commands()).isEmpty();
    assertThat(fixture.tables.due).isEmpty();
  }

  @Test
  void shouldWriteAgainWhenTheStateChangedWhileItWasWritten() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    fixture.commands();

    // when
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.SENT);

    // then
    assertThat(fixture.commands()).containsExactly("sync:contact/9:bbbbbbbb#2");
  }

  @Test
  void shouldWriteTheFormerStateAgainWhenTheOneBetweenIsUncertain() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.SENT);
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    fixture.answer(BOX, "sync:contact/9:bbbbbbbb#2", Code.AMBIGUOUS);
    fixture.commands();

    // when
    fixture.sync(BOX, "contact/9", 3, "aaaaaaaaaaaa");

    // then
    assertThat(fixture.commands()).containsExactly("sync:contact/9:aaaaaaaa#3");
  }

  @Test
  void shouldLetMessagesPassASyncThatWaits() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.AMBIGUOUS);
    fixture.commands();

    // when
    fixture.enqueue(BOX, "n1");

    // then
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  @Test
  void shouldRebuildSlotsAndTurnsAfterARestart() {
    // given
    for (int i = 0; i < 20; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }
    fixture.commands();

    // when
    fixture.restarted();

    // then
    assertThat(fixture.mailbox.slotsInUse()).isEqualTo(16);
    fixture.after(100);
    assertThat(fixture.commands()).isEmpty();
    fixture.sent("a:phone/+0", "n0#1", 1);
    assertThat(fixture.commands()).hasSize(1);
    fixture.after(660_000);
    assertThat(fixture.commands()).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void shouldStopAtTheStepLimitOfATick() {
    // given
    Numbers wide = new Numbers(1, 600_000, 1, 1, 8, 1, 1, 1, 1_000, 200, 1 << 20, 1, 1);
    MailboxFixture many = new MailboxFixture(wide);
    for (int i = 0; i < 100; i++) {
      many.enqueue("a:phone/+" + i, many.entry("n" + i, "a:phone/+" + i, many.now + 1_000));
    }
    many.now += 1_000;

    // when
    many.mailbox.tick(many.now, 30, () -> 0L, 1);

    // then
    assertThat(many.commands()).hasSize(30);
  }
}
