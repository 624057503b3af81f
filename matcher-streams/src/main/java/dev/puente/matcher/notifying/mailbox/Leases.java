package dev.puente.matcher.notifying.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * The ends of leases in order of time, with the time before which there is none: scans start there.
 * Not thread-safe.
 */
final class Leases {
  private final MailboxTables tables;
  private final long overdue;
  private long lowest;

  Leases(MailboxTables tables, long overdue) {
    this.tables = tables;
    this.overdue = overdue;
  }

  void add(String address, Outstanding command) {
    MailboxTables.Lease lease = new MailboxTables.Lease(endOf(command), address);
    tables.putLease(lease);
    lowest = Math.min(lowest, lease.at());
  }

  void remove(String address, Outstanding command) {
    tables.deleteLease(new MailboxTables.Lease(endOf(command), address));
  }

  /** When no answer is expected any more. */
  long endOf(Outstanding command) {
    return command.notAfter() + overdue;
  }

  /** The first lease that ended; null: none. */
  MailboxTables.@Nullable Lease ended(long now) {
    if (lowest > now) {
      return null;
    }
    MailboxTables.Lease lease = tables.firstLease(lowest);
    lowest = lease == null ? Long.MAX_VALUE : lease.at();
    return lease == null || lease.at() > now ? null : lease;
  }
}
