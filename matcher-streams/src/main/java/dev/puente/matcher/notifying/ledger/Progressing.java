package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;

/** What mailbox and webhooks report. */
final class Progressing {
  private Progressing() {}

  static void step(Case work, LedgerEvent.Step event) {
    Occurrence found = work.occurrence(event.occurrence());
    if (found == null) {
      return;
    }
    boolean newer = event.progress().epoch() >= found.progress().epoch();
    Occurrence occurrence = newer ? found.with(event.progress()) : found;
    work.put(occurrence);
    if (event.state() == State.SENT) {
      sent(work, occurrence, event.ref());
    } else if (occurrence.state().open()) {
      work.reach(occurrence.with(event.ref()), event.state(), event.reason(), event.until());
      remind(work, event);
    }
  }

  /** A mailbox cannot move an entry whose command is under way; when that came back, it can. */
  private static void remind(Case work, LedgerEvent.Step event) {
    Target target = work.wish == null ? null : work.wish.target();
    Long sendAt = work.wish == null ? null : work.wish.sendAt();
    boolean cameBack = event.state() == State.WAITING && event.progress().epoch() > 0;
    if (cameBack
        && !Reasons.SCHEDULED.equals(event.reason())
        && target != null
        && sendAt != null
        && sendAt > work.now) {
      work.tell(
          target.address(), new MailboxEvent.RescheduleEntry(event.occurrence(), sendAt, null));
    }
  }

  /** The message exists. Returns the occurrence as it is then. */
  private static Occurrence sent(Case work, Occurrence occurrence, SentRef ref) {
    if (ref.contradicts(occurrence.ref())) {
      work.note(Reasons.DUPLICATE);
      work.follow(new LedgerEffect.DuplicateDetected());
      return occurrence;
    }
    Occurrence known = occurrence.with(ref);
    Long messageId = ref.messageId();
    if (messageId != null && occurrence.ref().messageId() == null) {
      work.follow(new LedgerEffect.FileAlias(messageId, known.name()));
    }
    boolean corrects = known.state() == State.FAILED && Reasons.UNKNOWN.equals(known.reason());
    if (known.state().open() || corrects) {
      work.reach(known, State.SENT, null, null);
      return known.in(State.SENT, null, null);
    }
    work.put(known);
    return known;
  }

  static void rebound(Case work, LedgerEvent.Rebound event) {
    Occurrence found = work.occurrence(event.entry().occurrence());
    if (found == null || work.wish == null || !found.state().open()) {
      return;
    }
    Occurrence occurrence = found.with(event.entry().progress());
    if (work.cancelRequested) {
      work.reach(occurrence, State.CANCELLED, Reasons.CANCELLED, null);
      return;
    }
    work.put(occurrence);
    work.wish = work.wish.at(event.target());
    work.enqueueAgain(event.entry().to(event.target()), work.wish);
  }

  static void receipt(Case work, LedgerEvent.Receipt event) {
    Occurrence found = work.occurrence(event.occurrence());
    if (found == null) {
      return;
    }
    boolean news = found.state().open();
    Occurrence occurrence = sent(work, found, event.ref());
    Target target = work.wish == null ? null : work.wish.target();
    if (news && target != null) {
      work.tell(
          target.address(), new MailboxEvent.Witness(work.id(), found.name(), occurrence.ref()));
    }
    if (occurrence.ref().contradicts(event.ref())) {
      return;
    }
    boolean forward = occurrence.state().rank() < event.state().rank();
    boolean fails = event.state() == State.FAILED && occurrence.state() != State.READ;
    if (forward && !occurrence.state().ended() && (event.state() != State.FAILED || fails)) {
      work.reach(occurrence, event.state(), event.reason(), null);
    }
  }
}
