package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Wanted states of contacts. A slot is never given up: a state stays wanted until it is written,
 * refused or replaced, and tries get rarer.
 */
final class Syncs {
  private static final String SUBSCRIPTION = "subscription/";

  private Syncs() {}

  /** The latest version wins; what was written last is not written again. */
  static void want(Box box, SyncWish wish, long now) {
    SyncSlot old = box.slot(wish.subject());
    if (old != null && wish.version() < old.version()) {
      return;
    }
    String hash = wish.contentHash() == null ? "v" + wish.version() : wish.contentHash();
    boolean done = old != null && hash.equals(old.written()) && !underWay(box, wish.subject());
    SyncSlot slot =
        new SyncSlot(
            wish.subject(),
            wish.version(),
            hash,
            wish.body(),
            old == null ? null : old.written(),
            done ? null : Long.valueOf(now),
            old == null ? 0 : old.epoch(),
            0,
            null,
            wish.traceparent());
    box.put(old, slot);
  }

  private static boolean underWay(Box box, String subject) {
    Outstanding outstanding = box.outstanding;
    return outstanding != null
        && !Mailbox.isMessage(outstanding)
        && outstanding.subject().equals(subject);
  }

  /** Class of the due row of a sync: the visitor of a form waits for a subscription. */
  static Urgency urgency(String subject) {
    return subject.startsWith(SUBSCRIPTION) ? Urgency.TRANSACTIONAL : Urgency.SYNC;
  }

  /** What an answer means for the slot; the command is no longer outstanding. */
  static void answered(Box box, Outstanding command, Answer answer, long now, Numbers numbers) {
    SyncSlot slot = box.slot(command.subject());
    String hash = command.contentHash();
    if (slot == null || hash == null) {
      return;
    }
    box.put(slot, next(slot, hash, answer, now, numbers));
  }

  private static SyncSlot next(
      SyncSlot slot, String hash, Answer answer, long now, Numbers numbers) {
    boolean newer = !slot.contentHash().equals(hash);
    return switch (answer.code()) {
      case SENT, FOUND -> slot.writtenNow(hash).pendingAt(newer ? Long.valueOf(now) : null);
      case REJECTED ->
          slot.failed(false).pendingAt(afterRefusal(slot, newer, answer, now, numbers));
      case TENANT_BLOCKED -> slot.pendingAt(now);
      case DEFERRED -> {
        long soonest = now + numbers.retryFloor();
        SyncSlot rarer = rarer(slot, now, numbers);
        Long next = answer.ofOneRecipient() ? rarer.pendingAt() : Long.valueOf(soonest);
        yield rarer.pendingAt(later(answer.notBefore(), next == null ? soonest : next));
      }
      case STALE, AMBIGUOUS, LOST, UNKNOWN -> rarer(slot, now, numbers);
    };
  }

  /**
   * A refusal is final, but for one that ends by itself: when two contacts that share a number are
   * merged, what was to be cleared must go after all. Each wait is as long as all that went by.
   */
  private static @Nullable Long afterRefusal(
      SyncSlot slot, boolean newer, Answer answer, long now, Numbers numbers) {
    if (newer) {
      return now;
    }
    if (!answer.ofDuplicatePhone()) {
      return null;
    }
    Long first = slot.firstDispatchedAt();
    long gone = first == null ? 0 : now - first;
    long wait = Math.min(Math.max(numbers.settle(), gone), numbers.syncBackoff());
    return now + Math.max(numbers.retryFloor(), wait);
  }

  private static SyncSlot rarer(SyncSlot slot, long now, Numbers numbers) {
    SyncSlot failed = slot.failed(true);
    long wait = Math.min(numbers.settle() * failed.failures(), numbers.syncBackoff());
    return failed.pendingAt(now + Math.max(numbers.retryFloor(), wait));
  }

  private static long later(@Nullable Long wished, long soonest) {
    return wished == null ? soonest : Math.max(soonest, wished);
  }
}
