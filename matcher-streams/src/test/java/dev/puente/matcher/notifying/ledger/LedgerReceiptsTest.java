package dev.puente.matcher.notifying.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry.Progress;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import org.junit.jupiter.api.Test;

/** What receipts and failures do to a row. */
class LedgerReceiptsTest extends LedgerScenario {

  @Test
  void shouldMoveForwardOnlyWithReceipts() {
    // given
    apply(accept("d1", HOME));
    apply(step(State.DISPATCHED, null));
    apply(sent(MESSAGE));

    // when
    apply(receipt(State.READ));
    apply(receipt(State.DELIVERED));
    apply(step(State.DISPATCHED, null));
    apply(receipt(State.SENT));

    // then
    assertThat(timeline()).containsExactly("ACCEPTED", "DISPATCHED", "SENT", "READ");
  }

  @Test
  void shouldTakeAReceiptAsSecondWitnessAndTellTheMailbox() {
    // given
    apply(accept("d1", HOME));
    apply(step(State.DISPATCHED, null));
    effects.clear();

    // when
    apply(receipt(State.DELIVERED));

    // then
    assertThat(timeline()).containsExactly("ACCEPTED", "DISPATCHED", "SENT", "DELIVERED");
    assertThat(effects)
        .containsExactly(
            new LedgerEffect.FileAlias(500, "n1"),
            new LedgerEffect.ToMailbox(
                "phone/+541", new MailboxEvent.Witness("n1", "n1", MESSAGE)));
  }

  @Test
  void shouldFailAfterSentWhenTheChannelSaysSo() {
    // given
    apply(accept("d1", HOME));
    apply(sent(MESSAGE));
    apply(receipt(State.DELIVERED));

    // when
    apply(new LedgerEvent.Receipt("n1", State.FAILED, "channel_131047", MESSAGE));

    // then
    assertThat(timeline())
        .containsExactly("ACCEPTED", "SENT", "DELIVERED", "FAILED channel_131047");
  }

  @Test
  void shouldCorrectFailedUnknownWhenTheMessageShowsUp() {
    // given
    apply(accept("d1", HOME));
    apply(step(State.FAILED, "unknown"));

    // when
    apply(receipt(State.READ));

    // then
    assertThat(timeline()).containsExactly("ACCEPTED", "FAILED unknown", "SENT", "READ");
  }

  @Test
  void shouldNotCorrectOtherFailures() {
    // given
    apply(accept("d1", HOME));
    apply(step(State.FAILED, "no_inbox"));

    // when
    apply(receipt(State.SENT));

    // then
    assertThat(row().state()).isEqualTo(State.FAILED);
  }

  @Test
  void shouldRaiseAnAlarmWhenTwoMessagesOfOneOccurrenceExist() {
    // given
    apply(accept("d1", HOME));
    apply(sent(MESSAGE));
    effects.clear();

    // when
    apply(sent(new SentRef(501L, 70L, 9L, 3L)));

    // then
    assertThat(effects).containsExactly(new LedgerEffect.DuplicateDetected());
    assertThat(timeline()).last().isEqualTo("SENT duplicate_detected");
    assertThat(row().worst().ref().messageId()).isEqualTo(500L);
  }

  @Test
  void shouldRetryAFailureUnderTheSameMarkerWithAHigherEpoch() {
    // given
    apply(accept("d1", HOME));
    apply(
        new LedgerEvent.Step(
            "n1",
            State.FAILED,
            "unknown",
            null,
            SentRef.NONE,
            new Progress(8, 8, true, false, 1_000L, null)));
    effects.clear();

    // when
    apply(new LedgerEvent.Retry("operator"));

    // then
    assertThat(timeline()).last().isEqualTo("WAITING retry");
    var enqueue = (MailboxEvent.Enqueue) ((LedgerEffect.ToMailbox) effects.getFirst()).event();
    assertThat(enqueue.entry().progress()).isEqualTo(new Progress(8, 0, true, false, 1_000L, null));
  }

  @Test
  void shouldRefuseToRetryWhatWasSent() {
    // given
    apply(accept("d1", HOME));
    apply(sent(MESSAGE));
    apply(new LedgerEvent.Receipt("n1", State.FAILED, "channel_error", MESSAGE));

    // when
    apply(new LedgerEvent.Retry(null));

    // then
    assertThat(timeline()).last().isEqualTo("FAILED retry_refused");
  }
}
