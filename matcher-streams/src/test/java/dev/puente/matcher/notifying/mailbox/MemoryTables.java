package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.codec.MailboxRows;
import dev.puente.matcher.notifying.codec.RoundTrip;
import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Tables in memory that keep the order of the real ones; rows pass through their real serdes. */
public final class MemoryTables implements MailboxTables {
  private final Serde<Head> headSerde = MailboxRows.heads();
  private final Serde<Entry> entrySerde = MailboxRows.entries();
  private final Serde<SyncSlot> slotSerde = MailboxRows.slots();
  public final Map<String, Head> heads = new HashMap<>();
  public final Map<String, TreeMap<Place, Entry>> boxes = new HashMap<>();
  public final Map<String, Map<String, SyncSlot>> slots = new HashMap<>();
  public final Map<String, TreeSet<Pending>> pending = new HashMap<>();
  public final TreeSet<Due> due =
      new TreeSet<>(
          Comparator.comparing(Due::tenant)
              .thenComparing(Due::urgency)
              .thenComparing(Due::at)
              .thenComparing(Due::address));
  public final TreeSet<Lease> leases =
      new TreeSet<>(Comparator.comparing(Lease::at).thenComparing(Lease::address));

  private TreeMap<Place, Entry> box(String address) {
    return boxes.computeIfAbsent(address, a -> new TreeMap<>());
  }

  private TreeSet<Pending> pendingOf(String address) {
    return pending.computeIfAbsent(
        address,
        a -> new TreeSet<>(Comparator.comparing(Pending::at).thenComparing(Pending::subject)));
  }

  @Override
  public @Nullable Head head(String address) {
    return heads.get(address);
  }

  @Override
  public void putHead(String address, Head head) {
    heads.put(address, RoundTrip.of(headSerde, head));
  }

  @Override
  public @Nullable Entry entry(String address, Place place) {
    return box(address).get(place);
  }

  @Override
  public void putEntry(String address, Entry entry) {
    box(address).put(entry.place(), RoundTrip.of(entrySerde, entry));
  }

  @Override
  public void deleteEntry(String address, Place place) {
    box(address).remove(place);
  }

  @Override
  public @Nullable Entry firstEntry(String address, Place from) {
    Map.Entry<Place, Entry> first = box(address).ceilingEntry(from);
    return first == null ? null : first.getValue();
  }

  @Override
  public List<Entry> entries(String address, Place from) {
    return List.copyOf(box(address).tailMap(from, true).values());
  }

  @Override
  public @Nullable SyncSlot slot(String address, String subject) {
    return slots.computeIfAbsent(address, a -> new HashMap<>()).get(subject);
  }

  @Override
  public void putSlot(String address, SyncSlot slot) {
    slots
        .computeIfAbsent(address, a -> new HashMap<>())
        .put(slot.subject(), RoundTrip.of(slotSerde, slot));
  }

  @Override
  public void putPending(String address, Pending row) {
    pendingOf(address).add(row);
  }

  @Override
  public void deletePending(String address, Pending row) {
    pendingOf(address).remove(row);
  }

  @Override
  public @Nullable Pending firstPending(String address) {
    TreeSet<Pending> rows = pendingOf(address);
    return rows.isEmpty() ? null : rows.first();
  }

  @Override
  public void putDue(Due row) {
    due.add(row);
  }

  @Override
  public void deleteDue(Due row) {
    due.remove(row);
  }

  @Override
  public @Nullable Due firstDue(String tenant, Urgency urgency, long from) {
    Due found = due.ceiling(new Due(tenant, urgency, from, ""));
    boolean fits = found != null && found.tenant().equals(tenant) && found.urgency() == urgency;
    return fits ? found : null;
  }

  @Override
  public void putLease(Lease lease) {
    leases.add(lease);
  }

  @Override
  public void deleteLease(Lease lease) {
    leases.remove(lease);
  }

  @Override
  public @Nullable Lease firstLease(long from) {
    return leases.ceiling(new Lease(from, ""));
  }

  @Override
  public void forEachLease(Consumer<Lease> action) {
    leases.forEach(action);
  }

  @Override
  public void forEachDueTenant(Consumer<String> action) {
    due.stream().map(Due::tenant).distinct().forEach(action);
  }

  /** All entries of all boxes. */
  public Stream<Entry> allEntries() {
    return boxes.values().stream().flatMap(b -> b.values().stream());
  }
}
