package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.Entry.Progress;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import org.jspecify.annotations.Nullable;

/** What a caller or an operator wants changed afterwards. */
final class Changes {
  private Changes() {}

  static void cancel(Case work, LedgerEvent.Cancel event) {
    Occurrence only = work.only();
    if (only == null) {
      work.cancelRequested = true;
      work.reach(
          Occurrence.first(work.id(), State.CANCELLED, null),
          State.CANCELLED,
          Reasons.CANCELLED_EARLY,
          null);
      return;
    }
    if (!only.state().open()) {
      if (only.state() != State.CANCELLED) {
        work.note(Reasons.CANCEL_TOO_LATE);
      }
      return;
    }
    work.cancelRequested = true;
    Target target = work.wish == null ? null : work.wish.target();
    if (target == null) {
      work.reach(only, State.CANCELLED, reasonOf(event), null);
      return;
    }
    work.note(Reasons.CANCEL_REQUESTED);
    work.tell(target.address(), new MailboxEvent.CancelEntry(only.name()));
  }

  private static String reasonOf(LedgerEvent.Cancel event) {
    String reason = event.reason();
    return reason == null || reason.isBlank() ? Reasons.CANCELLED : reason;
  }

  static void reschedule(Case work, LedgerEvent.Reschedule event) {
    Occurrence only = work.only();
    Wish wish = work.wish;
    if (only == null || wish == null) {
      work.earlySendAt = newer(event.sendAt(), work.earlySendAt);
      work.earlyExpiresAt = newer(event.expiresAt(), work.earlyExpiresAt);
      return;
    }
    if (!only.state().open()) {
      work.note(Reasons.RESCHEDULE_TOO_LATE);
      return;
    }
    work.wish = wish.between(event.sendAt(), event.expiresAt());
    work.note(Reasons.RESCHEDULED);
    Target target = wish.target();
    if (target != null) {
      work.tell(
          target.address(),
          new MailboxEvent.RescheduleEntry(only.name(), event.sendAt(), event.expiresAt()));
    }
  }

  private static @Nullable Long newer(@Nullable Long wanted, @Nullable Long former) {
    return wanted == null ? former : wanted;
  }

  /** Only what failed and certainly has no message yet is tried again, under the same marker. */
  static void retry(Case work) {
    Occurrence only = work.only();
    Wish wish = work.wish;
    Message message = wish == null ? null : wish.message();
    Target target = wish == null ? null : wish.target();
    if (only == null) {
      return;
    }
    if (only.state() != State.FAILED
        || only.ref().messageId() != null
        || wish == null
        || message == null
        || target == null) {
      work.note(Reasons.RETRY_REFUSED);
      return;
    }
    Progress was = only.progress();
    Occurrence again =
        only.with(
            new Progress(
                was.epoch(), 0, was.suspect(), false, was.firstDispatchedAt(), was.settleUntil()));
    work.cancelRequested = false;
    work.reach(again, State.WAITING, Reasons.RETRY, null);
    work.enqueue(again, wish, message, target);
  }
}
