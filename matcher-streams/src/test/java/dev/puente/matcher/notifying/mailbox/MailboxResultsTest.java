package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of results: what each answer does to the entry that it is about. */
class MailboxResultsTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  private Answer answer(String commandId, Code code, boolean stillSuspect) {
    return new Answer(commandId, code, stillSuspect, null, null, SentRef.NONE);
  }

  @Test
  void shouldDispatchAtOnceWhenTheMailboxIsFree() {
    // when
    fixture.enqueue(BOX, "n1");

    // then
    assertThat(fixture.steps()).containsExactly("n1 DISPATCHED");
    assertThat(fixture.lastSend().command().notAfter()).isEqualTo(fixture.now + 600_000);
    assertThat(fixture.lastSend().entry().progress().suspect()).isFalse();
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  @Test
  void shouldSendTheNextAtOnceWhenTheAnswerIsSent() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    assertThat(fixture.commands()).containsExactly("n1#1");

    // when
    fixture.sent(BOX, "n1#1", 500);

    // then
    assertThat(fixture.commands()).containsExactly("n2#1");
    assertThat(fixture.steps()).containsExactly("n1 DISPATCHED", "n1 SENT", "n2 DISPATCHED");
  }

  @Test
  void shouldGiveHintsOfEarlierAnswersToTheNextCommand() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");

    // when
    fixture.sent(BOX, "n1#1", 500);

    // then
    assertThat(fixture.lastSend().hints()).isEqualTo(new SentRef(500L, 70L, 9L, 3L));
  }

  @Test
  void shouldCountAsSentWhenTheMarkerWasFound() {
    // given
    fixture.enqueue(BOX, "n1");

    // when
    fixture.answer(BOX, "n1#1", Code.FOUND);

    // then
    assertThat(fixture.steps()).containsExactly("n1 DISPATCHED", "n1 SENT");
  }

  @Test
  void shouldFailAndGoOnWhenRejected() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");

    // when
    fixture.answer(BOX, new Answer("n1#1", Code.REJECTED, false, "no_window", null, SentRef.NONE));

    // then
    assertThat(fixture.steps())
        .containsExactly("n1 DISPATCHED", "n1 FAILED no_window", "n2 DISPATCHED");
  }

  @Test
  void shouldKeepTheHeadUntilTheGivenTimeWhenDeferred() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    fixture.commands();
    long later = fixture.now + 30_000;

    // when
    fixture.answer(BOX, new Answer("n1#1", Code.DEFERRED, false, "429", later, SentRef.NONE));
    fixture.after(29_000);

    // then
    assertThat(fixture.commands()).isEmpty();
    fixture.after(1_000);
    assertThat(fixture.lastSend().entry().progress().suspect()).isFalse();
    assertThat(fixture.commands()).containsExactly("n1#2");
  }

  @Test
  void shouldStaySuspectWhenDeferredWithoutALookUp() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.after(60_000);

    // when
    fixture.answer(BOX, answer("n1#2", Code.DEFERRED, true));
    fixture.after(1_000);

    // then
    assertThat(fixture.lastSend().command().commandId()).isEqualTo("n1#3");
    assertThat(fixture.lastSend().entry().progress().suspect()).isTrue();
  }

  @Test
  void shouldBeCleanAgainWhenTheLookUpOfADeferredSuspectFinished() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.after(60_000);

    // when
    fixture.answer(BOX, answer("n1#2", Code.DEFERRED, false));
    fixture.after(1_000);

    // then
    assertThat(fixture.lastSend().entry().progress().suspect()).isFalse();
  }

  @Test
  void shouldWaitForSettlingAndBeSuspectWhenAmbiguous() {
    // given
    fixture.enqueue(BOX, "n1");
    long first = fixture.now;
    fixture.after(5_000);
    fixture.commands();

    // when
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.after(59_000);

    // then
    assertThat(fixture.commands()).isEmpty();
    fixture.after(1_000);
    Entry again = fixture.lastSend().entry();
    assertThat(again.progress().suspect()).isTrue();
    assertThat(again.progress().firstDispatchedAt()).isEqualTo(first);
    assertThat(again.progress().settleUntil()).isEqualTo(fixture.now);
    assertThat(fixture.commands()).containsExactly("n1#2");
  }

  @Test
  void shouldFailAsUnknownWhenEightHandlingsWereUncertain() {
    // given
    fixture.enqueue(BOX, "n1");
    for (int epoch = 1; epoch <= 7; epoch++) {
      fixture.answer(BOX, "n1#" + epoch, Code.AMBIGUOUS);
      fixture.after(60_000);
    }
    fixture.steps();

    // when
    fixture.answer(BOX, "n1#8", Code.AMBIGUOUS);

    // then
    assertThat(fixture.steps()).containsExactly("n1 FAILED unknown");
    assertThat(fixture.tables.allEntries()).isEmpty();
  }

  @Test
  void shouldNotCountDeferredAndStaleAsAttempts() {
    // given
    fixture.enqueue(BOX, "n1");

    // when
    for (int epoch = 1; epoch <= 20; epoch++) {
      fixture.answer(BOX, "n1#" + epoch, epoch % 2 == 0 ? Code.DEFERRED : Code.STALE);
      fixture.after(1_000);
    }

    // then
    assertThat(fixture.lastSend().command().commandId()).isEqualTo("n1#21");
    assertThat(fixture.lastSend().entry().progress().attempts()).isZero();
  }

  @Test
  void shouldBeginANewLeaseAsSuspectWhenNoAnswerCame() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.commands();
    fixture.after(659_000);
    assertThat(fixture.commands()).isEmpty();

    // when
    fixture.after(1_000);

    // then
    assertThat(fixture.lastSend().entry().progress().suspect()).isTrue();
    assertThat(fixture.commands()).containsExactly("n1#2");
    assertThat(fixture.mailbox.slotsInUse()).isEqualTo(1);
  }

  @Test
  void shouldSettleTheOutstandingOccurrenceWhenAWebhookShowsTheMessage() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    fixture.commands();

    // when
    fixture.mailbox.on(
        BOX, new MailboxEvent.Witness("n1", "n1", new SentRef(500L, 70L, 9L, null)), fixture.now);

    // then
    assertThat(fixture.commands()).containsExactly("n2#1");
    assertThat(fixture.mailbox.slotsInUse()).isEqualTo(1);
  }

  @Test
  void shouldSettleAnAmbiguousOccurrenceWhenAWebhookShowsTheMessage() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    fixture.answer(BOX, "n1#1", Code.AMBIGUOUS);
    fixture.commands();

    // when
    fixture.mailbox.on(
        BOX, new MailboxEvent.Witness("n1", "n1", new SentRef(500L, 70L, 9L, null)), fixture.now);

    // then
    assertThat(fixture.commands()).containsExactly("n2#1");
    fixture.after(700_000);
    assertThat(fixture.tables.allEntries()).extracting(Entry::occurrence).containsExactly("n2");
  }

  @Test
  void shouldTakeALateSentOfAnEarlierEpochAsProof() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.after(660_000);
    assertThat(fixture.commands()).containsExactly("n1#1", "n1#2");

    // when
    fixture.sent(BOX, "n1#1", 500);

    // then
    assertThat(fixture.steps()).last().isEqualTo("n1 SENT");
    assertThat(fixture.tables.allEntries()).isEmpty();
    assertThat(fixture.mailbox.slotsInUse()).isZero();
  }

  @Test
  void shouldIgnoreOtherAnswersToCommandsThatAreNotOutstanding() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.steps();

    // when
    fixture.answer(BOX, "n1#7", Code.REJECTED);
    fixture.answer(BOX, "n1#7", Code.AMBIGUOUS);

    // then
    assertThat(fixture.steps()).isEmpty();
    assertThat(fixture.mailbox.slotsInUse()).isEqualTo(1);
  }

  private void deferredForADay(String id, String reason, int tries) {
    for (int i = 1; i <= tries; i++) {
      fixture.answer(
          BOX, new Answer(id + "#" + i, Code.DEFERRED, false, reason, null, SentRef.NONE));
      fixture.after(24 * 3_600_000L / tries + 1);
    }
  }

  @Test
  void shouldGiveUpWhenOneRecipientCanNotBeReadForADay() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue(BOX, "n2");
    deferredForADay("n1", "server_error", 120);
    fixture.steps();
    fixture.commands();

    // when
    fixture.answer(
        BOX, new Answer("n1#121", Code.DEFERRED, false, "server_error", null, SentRef.NONE));

    // then
    assertThat(fixture.steps()).contains("n1 FAILED server_error");
    assertThat(fixture.commands()).as("what waited behind it").containsExactly("n2#1");
  }

  @Test
  void shouldNotGiveUpWhileTheInstallationIsAway() {
    // given
    fixture.enqueue(BOX, "n1");
    deferredForADay("n1", "unreachable", 120);
    fixture.steps();

    // when
    fixture.answer(
        BOX, new Answer("n1#121", Code.DEFERRED, false, "unreachable", null, SentRef.NONE));
    fixture.after(1_000);

    // then
    assertThat(fixture.steps()).noneMatch(step -> step.contains("FAILED"));
    assertThat(fixture.commands()).endsWith("n1#122");
  }

  @Test
  void shouldTryToWriteAContactThatCanNotBeReadMoreAndMoreRarely() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaa");
    String first = fixture.commands().getFirst();
    fixture.answer(
        BOX, new Answer(first, Code.DEFERRED, false, "server_error", null, SentRef.NONE));

    // when
    fixture.after(59_000);
    List<String> early = fixture.commands();
    fixture.after(1_000);

    // then
    assertThat(early).isEmpty();
    assertThat(fixture.commands()).hasSize(1);
  }
}
