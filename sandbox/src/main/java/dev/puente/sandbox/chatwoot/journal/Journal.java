package dev.puente.sandbox.chatwoot.journal;

import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.Delivery;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The entries in the order of their writing; the oldest are dropped and counted. Thread-safe. */
public final class Journal {

  /**
   * An entry with its number.
   *
   * @param sequence counts from 1 without gaps
   */
  public record Numbered(long sequence, JournalEntry entry) {}

  private final int limit;
  private final Deque<Numbered> entries = new ArrayDeque<>();
  private long written;

  /**
   * @param limit how many entries are kept
   */
  public Journal(int limit) {
    this.limit = limit;
  }

  public synchronized void add(JournalEntry entry) {
    entries.addLast(new Numbered(++written, entry));
    if (entries.size() > limit) {
      entries.removeFirst();
    }
  }

  /** How many entries were dropped. */
  public synchronized long dropped() {
    return written - entries.size();
  }

  /** How many entries were ever written. */
  public synchronized long written() {
    return written;
  }

  /** Kept entries after the given sequence number that match, oldest first. */
  public synchronized List<Numbered> after(long sequence, Predicate<JournalEntry> wanted) {
    return entries.stream()
        .filter(each -> each.sequence() > sequence && wanted.test(each.entry()))
        .toList();
  }

  public List<ApiRequest> requests() {
    return all(ApiRequest.class);
  }

  public List<MessageCreated> messages() {
    return all(MessageCreated.class);
  }

  public List<Delivery> deliveries() {
    return all(Delivery.class);
  }

  private synchronized <E extends JournalEntry> List<E> all(Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (Numbered each : entries) {
      if (kind.isInstance(each.entry())) {
        found.add(kind.cast(each.entry()));
      }
    }
    return List.copyOf(found);
  }
}
