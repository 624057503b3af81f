package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Numbers;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of one task. Every event changes the tables of one address and gives effects; a
 * tick ends leases that got no answer and dispatches what is due. Not thread-safe.
 *
 * <p>Held after every call: an address has at most one command under way; an address with something
 * to do has either that command or exactly one due row; slots in use are outstanding commands.
 */
public final class Mailbox {
  private static final int STEPS_AFTER_EVENT = 16;

  private final MailboxTables tables;
  private final TenantRules.Directory tenants;
  private final Slots slots;
  private final Leases leases;
  private final Gates gates = new Gates();
  private final Rests rests = new Rests();
  private final Desk desk;
  private final Answers answers;
  private final Dispatcher dispatcher;
  private final Numbers numbers;

  /** Mailboxes over tables; call {@link #restore} before anything else. */
  public Mailbox(
      MailboxTables tables,
      TenantRules.Directory tenants,
      Numbers numbers,
      Consumer<MailboxEffect> out) {
    this.tables = tables;
    this.tenants = tenants;
    this.numbers = numbers;
    this.slots = new Slots(numbers.slots());
    this.leases = new Leases(tables, numbers.overdue());
    this.desk = new Desk(tenants, numbers, out);
    this.answers = new Answers(leases, slots, gates, rests, desk, numbers, out);
    this.dispatcher =
        new Dispatcher(tables, tenants, slots, leases, gates, rests, desk, numbers, out);
  }

  /** Rebuilds what is kept in memory: one look at each outstanding command and each tenant. */
  public void restore() {
    tables.forEachLease(
        lease -> {
          Outstanding outstanding = new Box(tables, lease.address()).outstanding;
          if (outstanding != null) {
            slots.take(outstanding);
          }
        });
    tables.forEachDueTenant(dispatcher::restoreTenant);
  }

  /** Router or ledger tell an address something. */
  public void on(String address, MailboxEvent event, long now) {
    Box box = new Box(tables, address);
    if (event instanceof MailboxEvent.Witness witness) {
      answers.witness(box, witness.notificationId(), witness.occurrence(), witness.ref(), now);
    } else {
      desk.take(box, event, now);
    }
    close(box, now);
  }

  /** Linking wants a state. */
  public void onSync(String address, SyncWish wish, long now) {
    Box box = new Box(tables, address);
    Syncs.want(box, wish, now);
    close(box, now);
  }

  /** The worker answered. */
  public void onAnswer(String address, Answer answer, long now) {
    Box box = new Box(tables, address);
    answers.take(box, answer, tenants.find(box.tenant), now);
    close(box, now);
  }

  /** The owners of a phone changed; {@code name} is that of the only owner. */
  public void onOwners(String address, int owners, @Nullable String name) {
    Box box = new Box(tables, address);
    box.owners = owners;
    box.ownerName = name;
    box.save();
  }

  private void close(Box box, long now) {
    dispatcher.settle(box, now);
    dispatcher.run(now, STEPS_AFTER_EVENT, () -> 0L, 1);
  }

  /**
   * Ends leases without answer and dispatches what is due.
   *
   * @param nanos a clock for the time limit
   */
  public void tick(long now, int maxSteps, LongSupplier nanos, long maxNanos) {
    long end = nanos.getAsLong() + maxNanos;
    int steps = endLeases(now, maxSteps, nanos, end);
    dispatcher.run(now, maxSteps - steps, nanos, end);
  }

  private int endLeases(long now, int maxSteps, LongSupplier nanos, long end) {
    int steps = 0;
    while (steps < maxSteps && nanos.getAsLong() - end < 0) {
      MailboxTables.Lease lease = leases.ended(now);
      if (lease == null) {
        return steps;
      }
      end(lease, now);
      steps++;
    }
    return steps;
  }

  private void end(MailboxTables.Lease lease, long now) {
    Box box = new Box(tables, lease.address());
    Outstanding outstanding = box.outstanding;
    if (outstanding == null || leases.endOf(outstanding) != lease.at()) {
      tables.deleteLease(lease);
      return;
    }
    answers.take(box, Answer.lost(outstanding.commandId()), tenants.find(box.tenant), now);
    dispatcher.settle(box, now);
  }

  /** Commands under way, of all installations. */
  public int slotsInUse() {
    return slots.usedByAll();
  }

  /** Whether Chatwoot refuses the tenant at present. */
  public boolean suspended(String tenant) {
    return gates.isClosed(tenant);
  }

  static boolean isMessage(Outstanding outstanding) {
    return outstanding.place() != null;
  }
}
