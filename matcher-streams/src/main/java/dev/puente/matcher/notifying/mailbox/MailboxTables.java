package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The stores of the mailboxes of one task. Addresses are record keys, {@code tenant:address}. */
public interface MailboxTables {
  /** A due row: one for each address that has something to do and no command under way. */
  record Due(String tenant, Urgency urgency, long at, String address) {}

  /** An end of a lease. */
  record Lease(long at, String address) {}

  /** A sync that waits. */
  record Pending(long at, String subject) {}

  /** The head; null: nothing reached this address yet. */
  @Nullable Head head(String address);

  /** Writes the head. */
  void putHead(String address, Head head);

  /** The entry at a place. */
  @Nullable Entry entry(String address, Place place);

  /** Writes an entry at its place. */
  void putEntry(String address, Entry entry);

  /** Removes the entry at a place. */
  void deleteEntry(String address, Place place);

  /** The first entry at or after a place. */
  @Nullable Entry firstEntry(String address, Place from);

  /** All entries from a place on, in order; bounded by the box limit. */
  List<Entry> entries(String address, Place from);

  /** A sync slot. */
  @Nullable SyncSlot slot(String address, String subject);

  /** Writes a sync slot. */
  void putSlot(String address, SyncSlot slot);

  /** Adds a waiting sync. */
  void putPending(String address, Pending pending);

  /** Removes a waiting sync. */
  void deletePending(String address, Pending pending);

  /** The waiting sync that may run first. */
  @Nullable Pending firstPending(String address);

  /** Adds a due row. */
  void putDue(Due due);

  /** Removes a due row. */
  void deleteDue(Due due);

  /** The first due row of a class at or after a time. */
  @Nullable Due firstDue(String tenant, Urgency urgency, long from);

  /** Adds an end of a lease. */
  void putLease(Lease lease);

  /** Removes an end of a lease. */
  void deleteLease(Lease lease);

  /** The first end of a lease at or after a time. */
  @Nullable Lease firstLease(long from);

  /** All ends of leases: as many as there are outstanding commands. */
  void forEachLease(Consumer<Lease> action);

  /** Each tenant that has due rows, once. */
  void forEachDueTenant(Consumer<String> action);
}
