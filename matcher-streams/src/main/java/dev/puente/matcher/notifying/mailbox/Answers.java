package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends the outstanding command of a mailbox by an answer, its absence or a webhook. */
final class Answers {
  private final Leases leases;
  private final Slots slots;
  private final Gates gates;
  private final Rests rests;
  private final Desk desk;
  private final Numbers numbers;
  private final Consumer<MailboxEffect> out;

  Answers(
      Leases leases,
      Slots slots,
      Gates gates,
      Rests rests,
      Desk desk,
      Numbers numbers,
      Consumer<MailboxEffect> out) {
    this.leases = leases;
    this.slots = slots;
    this.gates = gates;
    this.rests = rests;
    this.desk = desk;
    this.numbers = numbers;
    this.out = out;
  }

  /** An answer, or {@link Answer#lost}. */
  void take(Box box, Answer answer, @Nullable TenantRules rules, long now) {
    Outstanding outstanding = box.outstanding;
    if (outstanding == null || !outstanding.commandId().equals(answer.commandId())) {
      other(box, answer, now);
      return;
    }
    Entry entry = box.outstandingEntry();
    gate(box.tenant, answer, rules, now);
    rests.heard(outstanding.installation(), answer, now);
    release(box, outstanding);
    box.hints = answer.ref().over(box.hints);
    if (Mailbox.isMessage(outstanding)) {
      if (entry != null) {
        judge(box, entry, answer, now);
      }
    } else {
      Syncs.answered(box, outstanding, answer, now, numbers);
    }
  }

  private void judge(Box box, Entry entry, Answer answer, long now) {
    switch (Verdict.of(entry, answer, now, numbers)) {
      case Verdict.Ends(State state, String reason, Entry.Progress progress) -> {
        box.blockedUntil = 0;
        desk.end(box, entry.with(progress), state, reason, answer.ref());
      }
      case Verdict.Stays(Entry.Progress progress, long notBefore, String reason) -> {
        Entry again = entry.with(progress);
        box.update(again);
        box.blockedUntil = notBefore;
        Long until = waitsUntil(box.tenant, answer, notBefore, now);
        desk.step(box, again, State.WAITING, reason, until, answer.ref());
      }
    }
  }

  private @Nullable Long waitsUntil(String tenant, Answer answer, long notBefore, long now) {
    if (answer.code() == Code.TENANT_BLOCKED) {
      return now + suspension(tenant, answer, now);
    }
    return notBefore > now ? Long.valueOf(notBefore) : null;
  }

  /** An answer to a command that is not outstanding: it matters only when a message exists. */
  private void other(Box box, Answer answer, long now) {
    boolean exists = answer.code() == Code.SENT || answer.code() == Code.FOUND;
    boolean message = exists && answer.ref().messageId() != null;
    int hash = answer.commandId().lastIndexOf('#');
    if (!message || hash < 1) {
      return;
    }
    String occurrence = answer.commandId().substring(0, hash);
    witness(box, notificationOf(occurrence), occurrence, answer.ref(), now);
  }

  private static String notificationOf(String occurrence) {
    int hash = occurrence.indexOf('#');
    return hash < 0 ? occurrence : occurrence.substring(0, hash);
  }

  /** The message of an occurrence exists, whatever the worker says. */
  void witness(Box box, String notificationId, String occurrence, SentRef ref, long now) {
    Entry entry = box.find(occurrence);
    if (entry == null) {
      LedgerEvent.Step step =
          new LedgerEvent.Step(occurrence, State.SENT, null, null, ref, Entry.Progress.NEW);
      out.accept(new MailboxEffect.ToLedger(box.tenant, notificationId, step));
      return;
    }
    Outstanding outstanding = box.outstanding;
    if (outstanding != null && Desk.isOutstanding(box, entry)) {
      release(box, outstanding);
    }
    box.hints = ref.over(box.hints);
    if (entry.place().equals(firstPlace(box))) {
      box.blockedUntil = 0;
    }
    desk.end(box, entry, State.SENT, null, ref);
  }

  private static @Nullable Place firstPlace(Box box) {
    Entry first = box.firstEntry();
    return first == null ? null : first.place();
  }

  private void release(Box box, Outstanding outstanding) {
    leases.remove(box.address, outstanding);
    slots.give(outstanding);
    gates.ended(box.tenant, outstanding.commandId());
    box.outstanding = null;
  }

  private void gate(String tenant, Answer answer, @Nullable TenantRules rules, long now) {
    switch (answer.code()) {
      case TENANT_BLOCKED -> {
        if (rules != null) {
          long until = now + suspension(tenant, answer, now);
          gates.close(tenant, rules.access(), until);
          out.accept(new MailboxEffect.TenantSuspended(tenant, until));
        }
      }
      case SENT, FOUND, REJECTED -> gates.open(tenant);
      case DEFERRED, AMBIGUOUS, STALE, LOST, UNKNOWN ->
          gates.undecided(tenant, answer.commandId(), now + numbers.retryFloor());
    }
  }

  private long suspension(String tenant, Answer answer, long now) {
    return gates.suspension(tenant, answer.reason(), now, numbers.probe());
  }
}
