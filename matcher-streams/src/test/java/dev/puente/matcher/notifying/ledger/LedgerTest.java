package dev.puente.matcher.notifying.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One row of the ledger, event by event. */
class LedgerTest extends LedgerScenario {
  @Test
  void shouldGiveAnAcceptedRequestToTheMailboxOfItsAddress() {
    // when
    apply(accept("d1", HOME));

    // then
    assertThat(timeline()).containsExactly("ACCEPTED");
    assertThat(effects)
        .singleElement()
        .isInstanceOfSatisfying(
            LedgerEffect.ToMailbox.class,
            e -> {
              assertThat(e.address()).isEqualTo("phone/+541");
              Entry entry = ((MailboxEvent.Enqueue) e.event()).entry();
              assertThat(entry.place()).isEqualTo(new Place(1_000, 11));
              assertThat(entry.traceparent()).isEqualTo("trace");
            });
  }

  @Test
  void shouldChangeNothingWhenTheSameContentComesAgain() {
    // given
    apply(accept("d1", HOME));
    LedgerRow before = row();
    effects.clear();

    // when
    apply(accept("d1", HOME));

    // then
    assertThat(row()).isEqualTo(before);
    assertThat(published).isEqualTo(1);
    assertThat(effects)
        .containsExactly(new LedgerEffect.ToMailbox("phone/+541", new MailboxEvent.Release(11)));
  }

  @Test
  void shouldRefuseOtherContentAndKeepTheFirst() {
    // given
    apply(accept("d1", HOME));
    apply(sent(MESSAGE));

    // when
    apply(accept("d2", HOME));
    apply(accept("d3", HOME));

    // then
    assertThat(row().state()).isEqualTo(State.SENT);
    assertThat(requireNonNull(row().wish()).digest()).isEqualTo("d1");
    assertThat(timeline()).containsExactly("ACCEPTED", "SENT", "SENT refused_other_content");
  }

  @Test
  void shouldStayCancelledWhenTheCancelPrecedesTheRequest() {
    // given
    apply(new LedgerEvent.Cancel(null));

    // when
    apply(accept("d1", HOME));

    // then
    assertThat(row().state()).isEqualTo(State.CANCELLED);
    assertThat(requireNonNull(row().wish()).digest()).isEqualTo("d1");
    assertThat(effects)
        .containsExactly(new LedgerEffect.ToMailbox("phone/+541", new MailboxEvent.Release(11)));
  }

  @Test
  void shouldAskTheMailboxWhenTheCancelFollowsTheRequest() {
    // given
    apply(accept("d1", HOME));
    effects.clear();

    // when
    apply(new LedgerEvent.Cancel(null));

    // then
    assertThat(row().state()).isEqualTo(State.ACCEPTED);
    assertThat(timeline()).containsExactly("ACCEPTED", "ACCEPTED cancel_requested");
    assertThat(effects)
        .containsExactly(
            new LedgerEffect.ToMailbox("phone/+541", new MailboxEvent.CancelEntry("n1")));
    apply(step(State.CANCELLED, "cancelled"));
    assertThat(row().state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void shouldNoteACancelThatComesTooLate() {
    // given
    apply(accept("d1", HOME));
    apply(sent(MESSAGE));

    // when
    apply(new LedgerEvent.Cancel(null));

    // then
    assertThat(row().state()).isEqualTo(State.SENT);
    assertThat(timeline()).last().isEqualTo("SENT cancel_too_late");
  }

  @Test
  void shouldWaitForAnAddressAndGoOnWhenItAppears() {
    // given
    apply(accept("d1", null));
    assertThat(timeline()).containsExactly("ACCEPTED", "WAITING no_address");
    assertThat(row().worst().until()).isEqualTo(61_000L);
    assertThat(effects).isEmpty();

    // when
    apply(new LedgerEvent.Resolved("client/1", 11, HOME));

    // then
    assertThat(effects).hasSize(1);
    assertThat(timeline()).last().isEqualTo("WAITING address_found");
  }

  @Test
  void shouldIgnoreAnAddressForAnotherRequestOfTheSameId() {
    // given
    apply(accept("d1", HOME));
    effects.clear();

    // when
    apply(new LedgerEvent.Resolved("client/2", 12, HOME));
    apply(new LedgerEvent.Unresolved("client/2", 12, "unknown_recipient"));

    // then
    assertThat(row().state()).isEqualTo(State.ACCEPTED);
    assertThat(effects)
        .containsExactly(new LedgerEffect.ToMailbox("phone/+541", new MailboxEvent.Release(12)));
  }

  @Test
  void shouldSuppressWhenNobodyKnowsTheRecipientInTime() {
    // given
    apply(accept("d1", null));

    // when
    apply(new LedgerEvent.Unresolved("client/1", 11, "unknown_recipient"));

    // then
    assertThat(timeline()).last().isEqualTo("SUPPRESSED unknown_recipient");
    assertThat(requireNonNull(row().wish()).message()).isNull();
  }

  @Test
  void shouldCancelAtOnceWhileItWaitsForAnAddress() {
    // given
    apply(accept("d1", null));

    // when
    apply(new LedgerEvent.Cancel("customer called"));
    apply(new LedgerEvent.Resolved("client/1", 11, HOME));

    // then
    assertThat(row().state()).isEqualTo(State.CANCELLED);
    assertThat(effects)
        .containsExactly(new LedgerEffect.ToMailbox("phone/+541", new MailboxEvent.Release(11)));
  }

  @Test
  void shouldExpireAtOnceWhenItsTimeIsOver() {
    // when
    apply(accept("d1", HOME, null, 900L));

    // then
    assertThat(timeline()).containsExactly("ACCEPTED", "EXPIRED expired");
  }

  @Test
  void shouldRememberNewTimesThatPrecedeTheRequest() {
    // given
    apply(new LedgerEvent.Reschedule(50_000L, null));
    assertThat(row().visible()).isFalse();
    assertThat(published).isZero();

    // when
    apply(accept("d1", HOME));

    // then
    var enqueue = (MailboxEvent.Enqueue) ((LedgerEffect.ToMailbox) effects.getFirst()).event();
    assertThat(enqueue.entry().place().due()).isEqualTo(50_000);
  }

  @Test
  void shouldPassNewTimesOnToTheMailbox() {
    // given
    apply(accept("d1", HOME));
    effects.clear();

    // when
    apply(new LedgerEvent.Reschedule(50_000L, 90_000L));

    // then
    assertThat(effects)
        .containsExactly(
            new LedgerEffect.ToMailbox(
                "phone/+541", new MailboxEvent.RescheduleEntry("n1", 50_000L, 90_000L)));
  }

  @Test
  void shouldGiveAReboundEntryToTheNewAddressUnlessItWasCancelled() {
    // given
    apply(accept("d1", HOME));
    var enqueue = (MailboxEvent.Enqueue) ((LedgerEffect.ToMailbox) effects.getFirst()).event();
    Target next = new Target("phone/+549", 2, null, null, null, null, null, null);
    effects.clear();

    // when
    apply(new LedgerEvent.Rebound(enqueue.entry(), next));

    // then
    assertThat(((LedgerEffect.ToMailbox) effects.getFirst()).address()).isEqualTo("phone/+549");
    effects.clear();
    apply(new LedgerEvent.Cancel(null));
    apply(new LedgerEvent.Rebound(enqueue.entry(), HOME));
    assertThat(row().state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void shouldRepeatNewTimesWhenACommandThatWasUnderWayComesBack() {
    // given
    apply(accept("d1", HOME));
    apply(step(State.DISPATCHED, null));
    long later = now + 3_600_000;
    apply(new LedgerEvent.Reschedule(later, null));
    effects.clear();

    // when
    apply(new LedgerEvent.Step("n1", State.WAITING, "deferred", now, SentRef.NONE, FIRST_TRY));
    List<LedgerEffect> cameBack = List.copyOf(effects);
    effects.clear();
    apply(new LedgerEvent.Step("n1", State.WAITING, "scheduled", later, SentRef.NONE, FIRST_TRY));

    // then
    assertThat(cameBack)
        .containsExactly(
            new LedgerEffect.ToMailbox(
                HOME.address(), new MailboxEvent.RescheduleEntry("n1", later, null)));
    assertThat(effects).isEmpty();
  }

  @Test
  void shouldKeepNewTimesThatMissedAnEntryOnItsWayToTheNewAddress() {
    // given
    apply(accept("d1", HOME));
    var enqueue = (MailboxEvent.Enqueue) ((LedgerEffect.ToMailbox) effects.getFirst()).event();
    Target next = new Target("phone/+549", 2, null, null, null, null, null, null);
    long later = now + 3_600_000;
    apply(new LedgerEvent.Reschedule(later, later + 1));
    effects.clear();

    // when
    apply(new LedgerEvent.Rebound(enqueue.entry(), next));

    // then
    var again = (MailboxEvent.Enqueue) ((LedgerEffect.ToMailbox) effects.getFirst()).event();
    assertThat(again.entry().place().due()).isEqualTo(later);
    assertThat(again.entry().expiresAt()).isEqualTo(later + 1);
  }

  @Test
  void shouldFailARequestThatCanNotBeCarriedOut() {
    // when
    apply(new LedgerEvent.Refuse("d1", "client/1", "REMINDER", Map.of(), "bad_key", now, null));

    // then
    assertThat(timeline()).containsExactly("FAILED bad_key");
  }

  @Test
  void shouldKeepTheFirstLineAndTheNewestWhenTheTimelineIsFull() {
    // given
    apply(accept("d1", HOME));

    // when
    for (int i = 0; i < 50; i++) {
      apply(step(State.WAITING, "reason" + i));
    }

    // then
    assertThat(timeline()).hasSize(32).first().isEqualTo("ACCEPTED");
    assertThat(timeline()).last().isEqualTo("WAITING reason49");
  }

  @Test
  void shouldBeDisposableOnlyWhenOldAndSettled() {
    // given
    apply(accept("d1", HOME));

    // when
    boolean open = Ledger.disposable(row(), 10_000, 5_000);
    apply(sent(MESSAGE));

    // then
    assertThat(open).isFalse();
    assertThat(Ledger.disposable(row(), 10_000, 5_000)).isTrue();
    assertThat(Ledger.disposable(row(), 5_000, 5_000)).isFalse();
  }
}
