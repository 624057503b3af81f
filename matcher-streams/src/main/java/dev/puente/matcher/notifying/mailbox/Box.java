package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mailbox while one event is applied to it; {@link #save} writes the head back. */
final class Box {
  final String address;
  final String tenant;
  @Nullable Outstanding outstanding;
  long blockedUntil;
  SentRef hints;
  int owners;
  @Nullable String ownerName;

  private final MailboxTables tables;
  private final Head before;
  private final List<Head.Moved> moved;
  private final List<Head.Ticket> tickets;
  private int count;
  private int bytes;
  private @Nullable Place first;
  private Head.@Nullable Mark mark;
  private int pendingSyncs;

  Box(MailboxTables tables, String address) {
    this.tables = tables;
    this.address = address;
    this.tenant = address.substring(0, address.indexOf(':'));
    Head head = tables.head(address);
    this.before = head == null ? Head.EMPTY : head;
    this.outstanding = before.outstanding();
    this.blockedUntil = before.blockedUntil();
    this.hints = before.hints();
    this.owners = before.owners();
    this.ownerName = before.ownerName();
    this.moved = new ArrayList<>(before.moved());
    this.tickets = new ArrayList<>(before.tickets());
    this.count = before.count();
    this.bytes = before.bytes();
    this.first = before.first();
    this.mark = before.mark();
    this.pendingSyncs = before.pendingSyncs();
  }

  int count() {
    return count;
  }

  int bytes() {
    return bytes;
  }

  Head.@Nullable Mark mark() {
    return mark;
  }

  List<Head.Moved> moved() {
    return moved;
  }

  @Nullable Entry firstEntry() {
    return first == null ? null : tables.entry(address, first);
  }

  List<Entry> entries() {
    return first == null ? List.of() : tables.entries(address, first);
  }

  @Nullable Entry find(String occurrence) {
    return entries().stream()
        .filter(e -> e.occurrence().equals(occurrence))
        .findFirst()
        .orElse(null);
  }

  /** The entry of the outstanding message command; null when there is none. */
  @Nullable Entry outstandingEntry() {
    Place place = outstanding == null ? null : outstanding.place();
    return place == null ? null : tables.entry(address, place);
  }

  /** Adds an entry, at the next free place when its own is taken, and returns it as it is there. */
  Entry add(Entry wanted) {
    Place place = wanted.place();
    while (tables.entry(address, place) != null) {
      place = new Place(place.due(), place.seq() + 1);
    }
    Entry entry = wanted.at(place);
    tables.putEntry(address, entry);
    count++;
    bytes += entry.message().weight();
    if (first == null || place.compareTo(first) < 0) {
      first = place;
    }
    return entry;
  }

  void update(Entry entry) {
    tables.putEntry(address, entry);
  }

  void remove(Entry entry) {
    tables.deleteEntry(address, entry.place());
    count--;
    bytes -= entry.message().weight();
    if (entry.place().equals(first)) {
      Entry next = count == 0 ? null : tables.firstEntry(address, entry.place());
      first = next == null ? null : next.place();
    }
  }

  void remember(Head.Moved move) {
    moved.removeIf(m -> m.recipient().equals(move.recipient()));
    moved.add(move);
    if (moved.size() > Head.MOVED_LIMIT) {
      moved.removeFirst();
    }
  }

  /** A request that was routed with a newer version ends a remembered move. */
  void forgetMoves(String recipient, Target target) {
    moved.removeIf(m -> m.recipient().equals(recipient) && m.version() <= target.version());
  }

  void reserve(Head.Ticket ticket) {
    if (tickets.size() < Head.TICKET_LIMIT) {
      tickets.add(ticket);
    }
  }

  void release(long seq) {
    tickets.removeIf(t -> t.place().seq() == seq);
  }

  /** Until when an earlier request may still become an entry before this place; 0: none can. */
  long ticketsBefore(Place place, long now) {
    tickets.removeIf(t -> t.until() <= now);
    return tickets.stream()
        .filter(t -> t.place().compareTo(place) < 0)
        .mapToLong(Head.Ticket::until)
        .max()
        .orElse(0);
  }

  @Nullable SyncSlot slot(String subject) {
    return tables.slot(address, subject);
  }

  /** Writes a slot and keeps the order of waiting syncs in step with it. */
  void put(@Nullable SyncSlot old, SyncSlot slot) {
    Long was = old == null ? null : old.pendingAt();
    Long is = slot.pendingAt();
    if (was != null && !was.equals(is)) {
      tables.deletePending(address, new MailboxTables.Pending(was, slot.subject()));
      pendingSyncs--;
    }
    if (is != null && !is.equals(was)) {
      tables.putPending(address, new MailboxTables.Pending(is, slot.subject()));
      pendingSyncs++;
    }
    tables.putSlot(address, slot);
  }

  MailboxTables.@Nullable Pending firstPending() {
    return pendingSyncs == 0 ? null : tables.firstPending(address);
  }

  /** Moves the due row; null removes it. */
  void mark(Head.@Nullable Mark wanted, Ring ring) {
    if (mark != null && !mark.equals(wanted)) {
      tables.deleteDue(new MailboxTables.Due(tenant, mark.urgency(), mark.due(), address));
    }
    if (wanted != null && !wanted.equals(mark)) {
      tables.putDue(new MailboxTables.Due(tenant, wanted.urgency(), wanted.due(), address));
      ring.added(tenant, wanted.urgency(), wanted.due());
    }
    mark = wanted;
  }

  static Head.Mark mark(Urgency urgency, long due) {
    return new Head.Mark(urgency, Math.max(0, due));
  }

  void save() {
    Head head =
        new Head(
            count,
            bytes,
            first,
            outstanding,
            blockedUntil,
            mark,
            hints,
            List.copyOf(moved),
            List.copyOf(tickets),
            pendingSyncs,
            owners,
            ownerName);
    if (!head.equals(before)) {
      tables.putHead(address, head);
    }
  }
}
