package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what goes out next: tenants in turn, of each tenant the class somebody waits for first,
 * of each class the row that is due longest. A tenant whose slots are taken, whose gate is closed
 * or whose settings are missing is passed over.
 */
final class Dispatcher {
  private static final int HASH_CHARS = 8;

  private final MailboxTables tables;
  private final TenantRules.Directory tenants;
  private final Slots slots;
  private final Leases leases;
  private final Ring ring = new Ring();
  private final Gates gates;
  private final Rests rests;
  private final Desk desk;
  private final Numbers numbers;
  private final Consumer<MailboxEffect> out;

  Dispatcher(
      MailboxTables tables,
      TenantRules.Directory tenants,
      Slots slots,
      Leases leases,
      Gates gates,
      Rests rests,
      Desk desk,
      Numbers numbers,
      Consumer<MailboxEffect> out) {
    this.tables = tables;
    this.tenants = tenants;
    this.slots = slots;
    this.leases = leases;
    this.gates = gates;
    this.rests = rests;
    this.desk = desk;
    this.numbers = numbers;
    this.out = out;
  }

  void restoreTenant(String tenant) {
    for (Urgency urgency : Urgency.values()) {
      ring.added(tenant, urgency, 0);
    }
  }

  /** Brings the due row of an address in step with its entries, and writes the head. */
  void settle(Box box, long now) {
    box.mark(box.outstanding == null ? nextMark(box, now) : null, ring);
    box.save();
  }

  private Head.@Nullable Mark nextMark(Box box, long now) {
    Entry entry = box.firstEntry();
    MailboxTables.Pending sync = box.firstPending();
    if (entry != null) {
      long ready = readyAt(box, entry, now);
      if (sync == null || ready <= now || ready <= sync.at()) {
        return Box.mark(entry.urgency(), ready);
      }
    }
    return sync == null ? null : Box.mark(Syncs.urgency(sync.subject()), sync.at());
  }

  /** When something can be decided about the first entry. */
  private static long readyAt(Box box, Entry entry, long now) {
    long tickets = box.ticketsBefore(entry.place(), now);
    long free = Math.max(entry.place().due(), Math.max(box.blockedUntil, tickets));
    if (entry.progress().suspect()) {
      Long settled = entry.progress().settleUntil();
      return settled == null ? free : Math.max(free, settled);
    }
    if (entry.progress().cancelled()) {
      return 0;
    }
    return entry.expiresAt() == null ? free : Math.min(free, entry.expiresAt());
  }

  /** Visits tenants in turn until nothing more can go out, or a limit is reached. */
  void run(long now, int maxSteps, LongSupplier nanos, long end) {
    int steps = 0;
    int idle = 0;
    while (steps < maxSteps && idle < ring.size() && nanos.getAsLong() - end < 0) {
      int size = ring.size();
      String tenant = ring.next();
      if (tenant != null && visit(tenant, now)) {
        steps++;
        idle = 0;
      } else if (ring.size() == size) {
        idle++;
      }
    }
  }

  private boolean visit(String tenant, long now) {
    TenantRules rules = tenants.find(tenant);
    if (rules == null
        || !rests.over(rules.installation(), now)
        || !gates.open(tenant, rules, now)) {
      return false;
    }
    for (Urgency urgency : Urgency.values()) {
      MailboxTables.Due due = firstDue(tenant, urgency, rules, now);
      if (due != null) {
        work(new Box(tables, due.address()), rules, now);
        return true;
      }
    }
    return false;
  }

  private MailboxTables.@Nullable Due firstDue(
      String tenant, Urgency urgency, TenantRules rules, long now) {
    long from = ring.from(tenant, urgency);
    if (from > now || !slots.free(rules.installation(), urgency)) {
      return null;
    }
    MailboxTables.Due due = tables.firstDue(tenant, urgency, from);
    ring.found(tenant, urgency, due == null ? Ring.NONE : due.at());
    return due == null || due.at() > now ? null : due;
  }

  private void work(Box box, TenantRules rules, long now) {
    Entry entry = box.firstEntry();
    MailboxTables.Pending sync = box.firstPending();
    if (box.outstanding != null) {
      settle(box, now);
      return;
    }
    if (entry != null && readyAt(box, entry, now) <= now) {
      decide(box, entry, rules, now);
    } else if (sync != null && sync.at() <= now) {
      write(box, sync, rules, now);
    }
    settle(box, now);
  }

  private void decide(Box box, Entry entry, TenantRules rules, long now) {
    switch (Policy.decide(entry, box.moved(), rules, now)) {
      case Policy.Decision.Dispatch() -> dispatch(box, entry, rules, now);
      case Policy.Decision.Later(long due, String reason) ->
          desk.postpone(box, entry, due, reason, now);
      case Policy.Decision.End(State state, String reason) ->
          desk.end(box, entry, state, reason, SentRef.NONE);
      case Policy.Decision.Move(Head.Moved moved) -> {
        box.remove(entry);
        desk.move(box, entry, moved);
      }
    }
  }

  private void dispatch(Box box, Entry entry, TenantRules rules, long now) {
    if (!slots.free(rules.installation(), entry.urgency())) {
      return;
    }
    Entry tried = entry.with(entry.progress().dispatched(now));
    Outstanding command =
        new Outstanding(
            tried.occurrence() + '#' + tried.progress().epoch(),
            tried.occurrence(),
            tried.place(),
            null,
            now + numbers.lease(),
            rules.installation(),
            tried.urgency());
    box.update(tried);
    take(box, command);
    desk.step(box, tried, State.DISPATCHED, null, null, SentRef.NONE);
    out.accept(
        new MailboxEffect.Send(
            box.address, command, now, shown(box, tried, now), box.hints, box.ownerName));
  }

  /**
   * Of a suspect that was withdrawn, or whose recipient was erased or is reached elsewhere now,
   * only the look-up is wanted, so its command has expired already.
   */
  private static Entry shown(Box box, Entry entry, long now) {
    boolean unwanted =
        entry.progress().cancelled() || Policy.movedSince(entry, box.moved()) != null;
    return unwanted && !entry.expired(now) ? entry.expiring(now) : entry;
  }

  private void write(Box box, MailboxTables.Pending sync, TenantRules rules, long now) {
    SyncSlot slot = box.slot(sync.subject());
    if (slot == null || !slots.free(rules.installation(), Syncs.urgency(sync.subject()))) {
      return;
    }
    SyncSlot tried = slot.dispatched(now).pendingAt(null);
    String hash = tried.contentHash();
    String start = hash.substring(0, Math.min(HASH_CHARS, hash.length()));
    Outstanding command =
        new Outstanding(
            "sync:" + tried.subject() + ':' + start + '#' + tried.epoch(),
            tried.subject(),
            null,
            hash,
            now + numbers.lease(),
            rules.installation(),
            Syncs.urgency(tried.subject()));
    box.put(slot, tried);
    take(box, command);
    out.accept(new MailboxEffect.Write(box.address, command, now, tried, box.hints));
  }

  private void take(Box box, Outstanding command) {
    box.outstanding = command;
    slots.take(command);
    leases.add(box.address, command);
    gates.dispatched(box.tenant, command.commandId());
  }
}
