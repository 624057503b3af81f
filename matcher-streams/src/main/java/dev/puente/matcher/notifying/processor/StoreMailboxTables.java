package dev.puente.matcher.notifying.processor;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.Head;
import dev.puente.matcher.notifying.mailbox.MailboxTables;
import dev.puente.matcher.notifying.mailbox.SyncSlot;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes' tables in the stores of their task. The store of due rows also holds the ends of
 * leases and the order of waiting syncs, told apart by their first byte; its values are empty.
 */
final class StoreMailboxTables implements MailboxTables {
  private static final byte DUE = 'd';
  private static final byte LEASE = 'l';
  private static final byte PENDING = 'p';
  private static final byte AFTER_ZERO = 1;
  private static final byte[] NOTHING = {};
  private static final long LAST = Long.MAX_VALUE;
  private static final int MOST_ENTRIES = 20_000;

  private final KeyValueStore<String, Head> heads;
  private final KeyValueStore<Bytes, Entry> box;
  private final KeyValueStore<Bytes, SyncSlot> slots;
  private final KeyValueStore<Bytes, byte[]> due;

  StoreMailboxTables(
      KeyValueStore<String, Head> heads,
      KeyValueStore<Bytes, Entry> box,
      KeyValueStore<Bytes, SyncSlot> slots,
      KeyValueStore<Bytes, byte[]> due) {
    this.heads = heads;
    this.box = box;
    this.slots = slots;
    this.due = due;
  }

  @Override
  public @Nullable Head head(String address) {
    return heads.get(address);
  }

  @Override
  public void putHead(String address, Head head) {
    heads.put(address, head);
  }

  private static Bytes boxKey(String address, Place place) {
    return Keys.of(address, place.due(), place.seq());
  }

  private static Bytes boxEnd(String address) {
    return Keys.of(address, LAST, LAST);
  }

  @Override
  public @Nullable Entry entry(String address, Place place) {
    return box.get(boxKey(address, place));
  }

  @Override
  public void putEntry(String address, Entry entry) {
    box.put(boxKey(address, entry.place()), entry);
  }

  @Override
  public void deleteEntry(String address, Place place) {
    box.delete(boxKey(address, place));
  }

  @Override
  public @Nullable Entry firstEntry(String address, Place from) {
    KeyValue<Bytes, Entry> first = Scans.first(box, boxKey(address, from), boxEnd(address));
    return first == null ? null : first.value;
  }

  @Override
  public List<Entry> entries(String address, Place from) {
    return Scans.values(box, boxKey(address, from), boxEnd(address), MOST_ENTRIES);
  }

  @Override
  public @Nullable SyncSlot slot(String address, String subject) {
    return slots.get(Keys.of(address, subject));
  }

  @Override
  public void putSlot(String address, SyncSlot slot) {
    slots.put(Keys.of(address, slot.subject()), slot);
  }

  private static Bytes pendingKey(String address, Pending pending) {
    return Keys.of(PENDING, address, pending.at(), pending.subject());
  }

  @Override
  public void putPending(String address, Pending pending) {
    due.put(pendingKey(address, pending), NOTHING);
  }

  @Override
  public void deletePending(String address, Pending pending) {
    due.delete(pendingKey(address, pending));
  }

  @Override
  public @Nullable Pending firstPending(String address) {
    KeyValue<Bytes, byte[]> first =
        Scans.first(due, Keys.of(PENDING, address, 0L), Keys.of(PENDING, address, LAST));
    if (first == null) {
      return null;
    }
    int at = 1 + Keys.bytesOf(address) + 1;
    return new Pending(Keys.number(first.key, at), Keys.text(first.key, at + Long.BYTES));
  }

  private static Bytes dueKey(Due row) {
    return Keys.of(DUE, row.tenant(), (byte) row.urgency().ordinal(), row.at(), row.address());
  }

  @Override
  public void putDue(Due row) {
    due.put(dueKey(row), NOTHING);
  }

  @Override
  public void deleteDue(Due row) {
    due.delete(dueKey(row));
  }

  @Override
  public @Nullable Due firstDue(String tenant, Urgency urgency, long from) {
    byte rank = (byte) urgency.ordinal();
    KeyValue<Bytes, byte[]> first =
        Scans.first(due, Keys.of(DUE, tenant, rank, from), Keys.of(DUE, tenant, rank, LAST));
    if (first == null) {
      return null;
    }
    int at = 1 + Keys.bytesOf(tenant) + 1 + 1;
    return new Due(
        tenant, urgency, Keys.number(first.key, at), Keys.text(first.key, at + Long.BYTES));
  }

  @Override
  public void putLease(Lease lease) {
    due.put(Keys.of(LEASE, lease.at(), lease.address()), NOTHING);
  }

  @Override
  public void deleteLease(Lease lease) {
    due.delete(Keys.of(LEASE, lease.at(), lease.address()));
  }

  @Override
  public @Nullable Lease firstLease(long from) {
    KeyValue<Bytes, byte[]> first = Scans.first(due, Keys.of(LEASE, from), Keys.of(LEASE, LAST));
    return first == null ? null : lease(first.key);
  }

  private static Lease lease(Bytes key) {
    return new Lease(Keys.number(key, 1), Keys.text(key, 1 + Long.BYTES));
  }

  @Override
  public void forEachLease(Consumer<Lease> action) {
    try (KeyValueIterator<Bytes, byte[]> rows =
        due.range(Keys.of(LEASE, 0L), Keys.of(LEASE, LAST))) {
      rows.forEachRemaining(row -> action.accept(lease(row.key)));
    }
  }

  /** Jumps from tenant to tenant; the rows between are not read. */
  @Override
  public void forEachDueTenant(Consumer<String> action) {
    Bytes end = Keys.of((byte) (DUE + 1));
    KeyValue<Bytes, byte[]> next = Scans.first(due, Keys.of(DUE), end);
    while (next != null && next.key.get()[0] == DUE) {
      String tenant = Keys.text(next.key, 1);
      action.accept(tenant);
      byte[] text = tenant.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      byte[] from = new byte[text.length + 2];
      from[0] = DUE;
      System.arraycopy(text, 0, from, 1, text.length);
      from[from.length - 1] = AFTER_ZERO;
      next = Scans.first(due, Bytes.wrap(from), end);
    }
  }
}
