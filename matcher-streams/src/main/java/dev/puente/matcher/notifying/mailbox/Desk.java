package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes in what router and ledger tell a mailbox. */
final class Desk {
  private final TenantRules.Directory tenants;
  private final Numbers numbers;
  private final Consumer<MailboxEffect> out;

  Desk(TenantRules.Directory tenants, Numbers numbers, Consumer<MailboxEffect> out) {
    this.tenants = tenants;
    this.numbers = numbers;
    this.out = out;
  }

  void take(Box box, MailboxEvent event, long now) {
    switch (event) {
      case MailboxEvent.Reserve e ->
          box.reserve(new Head.Ticket(e.place(), now + numbers.ticketWait()));
      case MailboxEvent.Release e -> box.release(e.seq());
      case MailboxEvent.Enqueue e -> enqueue(box, e, now);
      case MailboxEvent.CancelEntry e -> cancel(box, e.occurrence());
      case MailboxEvent.RescheduleEntry e -> reschedule(box, e, now);
      case MailboxEvent.Rebind e -> rebind(box, e);
      case MailboxEvent.Witness e ->
          throw new IllegalArgumentException("a witness settles the outstanding command");
    }
  }

  private void enqueue(Box box, MailboxEvent.Enqueue event, long now) {
    Entry entry = event.entry();
    box.release(event.ticketSeq());
    Head.Moved elsewhere = Policy.movedSince(entry, box.moved());
    if (elsewhere != null && !entry.progress().suspect()) {
      move(box, entry, elsewhere);
      return;
    }
    box.forgetMoves(entry.recipient(), entry.target());
    boolean full =
        box.count() >= numbers.boxEntries()
            || box.bytes() + entry.message().weight() > numbers.boxBytes();
    if (full && !entry.progress().suspect()) {
      step(box, entry, State.SUPPRESSED, Reasons.MAILBOX_FULL, null, SentRef.NONE);
      return;
    }
    Entry added = box.add(entry);
    if (added.place().due() > now) {
      step(box, added, State.WAITING, Reasons.SCHEDULED, added.place().due(), SentRef.NONE);
    } else if (tenants.find(box.tenant) == null) {
      step(box, added, State.WAITING, Reasons.TENANT_UNKNOWN, null, SentRef.NONE);
    }
  }

  private void cancel(Box box, String occurrence) {
    Entry entry = box.find(occurrence);
    if (entry == null) {
      return;
    }
    if (isOutstanding(box, entry) || entry.progress().suspect()) {
      box.update(entry.with(entry.progress().cancel()));
    } else {
      end(box, entry, State.CANCELLED, Reasons.CANCELLED, SentRef.NONE);
    }
  }

  private void reschedule(Box box, MailboxEvent.RescheduleEntry event, long now) {
    Entry found = box.find(event.occurrence());
    if (found == null) {
      return;
    }
    Entry entry = event.expiresAt() == null ? found : found.expiring(event.expiresAt());
    if (event.sendAt() == null || isOutstanding(box, entry) || entry.progress().suspect()) {
      box.update(entry);
    } else {
      postpone(box, entry, event.sendAt(), Reasons.SCHEDULED, now);
    }
  }

  private void rebind(Box box, MailboxEvent.Rebind event) {
    Head.Moved move =
        new Head.Moved(event.recipient(), event.version(), event.target(), event.reason());
    box.remember(move);
    for (Entry entry : box.entries()) {
      boolean free = !isOutstanding(box, entry) && !entry.progress().suspect();
      if (free && Policy.movedSince(entry, box.moved()) == move) {
        box.remove(entry);
        move(box, entry, move);
      }
    }
  }

  /** An entry that is not (or no more) in the box goes to where its recipient is reached now. */
  void move(Box box, Entry entry, Head.Moved to) {
    Target target = to.target();
    if (target == null) {
      boolean erased = Reasons.RECIPIENT_REMOVED.equals(to.reason());
      State state = erased ? State.CANCELLED : State.SUPPRESSED;
      step(box, entry, state, to.reason(), null, SentRef.NONE);
      return;
    }
    out.accept(
        new MailboxEffect.ToLedger(
            box.tenant, entry.notificationId(), new LedgerEvent.Rebound(entry, target)));
  }

  /** A new due time; later entries may pass. */
  void postpone(Box box, Entry entry, long due, String reason, long now) {
    box.remove(entry);
    Entry moved = box.add(entry.at(new Place(due, entry.place().seq())));
    if (due > now) {
      step(box, moved, State.WAITING, reason, due, SentRef.NONE);
    }
  }

  void end(Box box, Entry entry, State state, @Nullable String reason, SentRef ref) {
    box.remove(entry);
    step(box, entry, state, reason, null, ref);
  }

  void step(
      Box box,
      Entry entry,
      State state,
      @Nullable String reason,
      @Nullable Long until,
      SentRef ref) {
    out.accept(
        new MailboxEffect.ToLedger(
            box.tenant,
            entry.notificationId(),
            new LedgerEvent.Step(entry.occurrence(), state, reason, until, ref, entry.progress())));
  }

  static boolean isOutstanding(Box box, Entry entry) {
    Outstanding outstanding = box.outstanding;
    return outstanding != null && entry.place().equals(outstanding.place());
  }
}
