package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import org.jspecify.annotations.Nullable;

/** Requests: the first one of an id opens the row, all later ones are compared with it. */
final class Requests {
  private Requests() {}

  static void accept(Case work, LedgerEvent.Accept event) {
    if (work.wish != null) {
      compare(work, event.digest());
    }
    boolean opened = work.wish == null && open(work, event);
    Target target = event.target();
    if (!opened && target != null) {
      work.tell(target.address(), new MailboxEvent.Release(event.seq()));
    }
  }

  /** Whether the request became an entry of its mailbox, or waits for an address. */
  private static boolean open(Case work, LedgerEvent.Accept event) {
    work.acceptedAt = event.acceptedAt();
    Wish wish =
        new Wish(
                event.digest(),
                event.recipient(),
                event.target(),
                event.message(),
                event.message().type(),
                event.urgency(),
                event.sendAt(),
                event.expiresAt(),
                event.group(),
                event.metadata(),
                event.seq(),
                event.traceparent())
            .between(work.earlySendAt, work.earlyExpiresAt);
    work.earlySendAt = null;
    work.earlyExpiresAt = null;
    Occurrence early = work.only();
    if (early != null) {
      work.wish = wish.withoutMessage();
      work.reach(early, early.state(), early.reason(), null);
      return false;
    }
    work.wish = wish;
    Occurrence first = Occurrence.first(work.id(), State.ACCEPTED, null);
    work.reach(first, State.ACCEPTED, null, null, event.acceptedAt());
    return start(work, first, wish, event);
  }

  private static boolean start(Case work, Occurrence first, Wish wish, LedgerEvent.Accept event) {
    Target target = event.target();
    if (wish.expiresAt() != null && wish.expiresAt() <= work.now) {
      work.reach(first, State.EXPIRED, Reasons.EXPIRED, null);
      return false;
    }
    if (target == null) {
      work.reach(first, State.WAITING, Reasons.NO_ADDRESS, event.graceUntil());
      return true;
    }
    work.enqueue(first, wish, event.message(), target);
    return true;
  }

  /** A later request under a known id. */
  private static void compare(Case work, @Nullable String digest) {
    Wish wish = work.wish;
    if (wish != null && (digest == null || !digest.equals(wish.digest()))) {
      work.note(Reasons.REFUSED_OTHER_CONTENT);
    }
  }

  static void refuse(Case work, LedgerEvent.Refuse event) {
    if (work.wish != null) {
      compare(work, event.digest());
      return;
    }
    work.acceptedAt = event.acceptedAt();
    work.wish =
        new Wish(
            event.digest(),
            event.recipient(),
            null,
            null,
            event.type(),
            Urgency.TRANSACTIONAL,
            null,
            null,
            null,
            event.metadata(),
            0,
            event.traceparent());
    if (work.only() == null) {
      work.reach(
          Occurrence.first(work.id(), State.ACCEPTED, null), State.FAILED, event.reason(), null);
    }
  }

  static void resolved(Case work, LedgerEvent.Resolved event) {
    Wish wish = work.wish;
    Occurrence only = work.only();
    Message message = wish == null ? null : wish.message();
    if (wish == null
        || only == null
        || message == null
        || !waits(wish, only, event.recipient(), event.seq())) {
      work.tell(event.target().address(), new MailboxEvent.Release(event.seq()));
      return;
    }
    work.wish = wish.at(event.target());
    if (wish.expiresAt() != null && wish.expiresAt() <= work.now) {
      work.reach(only, State.EXPIRED, Reasons.EXPIRED, null);
      work.tell(event.target().address(), new MailboxEvent.Release(event.seq()));
      return;
    }
    work.reach(only, State.WAITING, Reasons.ADDRESS_FOUND, null);
    work.enqueue(only, wish, message, event.target());
  }

  static void unresolved(Case work, LedgerEvent.Unresolved event) {
    Wish wish = work.wish;
    Occurrence only = work.only();
    if (wish != null && only != null && waits(wish, only, event.recipient(), event.seq())) {
      work.reach(only, State.SUPPRESSED, event.reason(), null);
    }
  }

  /** Whether this very request still waits for its address, not another one under the same id. */
  private static boolean waits(Wish wish, Occurrence only, String recipient, long seq) {
    return only.state() == State.WAITING
        && wish.target() == null
        && wish.seq() == seq
        && recipient.equals(wish.recipient());
  }
}
