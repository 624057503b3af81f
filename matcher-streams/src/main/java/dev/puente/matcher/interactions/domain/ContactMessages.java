package dev.puente.matcher.interactions.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of one contact are known, and which of them wait for a link.
 *
 * <p>A message is told at most once, to the client that the contact is linked to when it comes.
 * Messages of an unlinked contact wait: the newest {@value #MAX_PENDING}. A link releases them,
 * unless the contact was linked to another client before: then they may have been meant for that
 * client and are dropped.
 *
 * @param clientId client that the contact was linked to last; null: never linked
 * @param floor ids up to this one count as known
 * @param seen known ids above the floor, ascending, at most {@value #MAX_SEEN}
 * @param pending ids that wait, ascending; all of them are known
 * @param lastAtMillis when the newest was taken
 */
public record ContactMessages(
    @Nullable String clientId, long floor, List<Long> seen, List<Long> pending, long lastAtMillis) {
  /** Most messages that wait. */
  public static final int MAX_PENDING = 100;

  /** Most ids that are remembered one by one; lower ones count as known. */
  public static final int MAX_SEEN = 300;

  /** Copies the lists. */
  public ContactMessages {
    seen = List.copyOf(seen);
    pending = List.copyOf(pending);
  }

  /** A contact without messages that may have been linked to a client before. */
  public static ContactMessages ofLast(@Nullable String clientId) {
    return new ContactMessages(clientId, 0, List.of(), List.of(), 0);
  }

  /** What becomes of a message. */
  public sealed interface Taken {
    /** Nothing: it was taken before, or it is older than what is remembered. */
    record Known() implements Taken {}

    /** It is told to the client that is linked now. */
    record Told(ContactMessages after) implements Taken {}

    /**
     * It waits.
     *
     * @param dropped id that waits no longer because there are too many; may be the message's own
     */
    record Kept(ContactMessages after, @Nullable Long dropped) implements Taken {}
  }

  /**
   * What becomes of those that wait when a link comes.
   *
   * @param released told to the client, in this order
   * @param dropped not told to anybody
   */
  public record Linked(ContactMessages after, List<Long> released, List<Long> dropped) {}

  /**
   * Takes a message.
   *
   * @param linked client that the contact is linked to now; null: none
   */
  public Taken take(long messageId, @Nullable String linked, long nowMillis) {
    if (messageId <= floor || Collections.binarySearch(seen, messageId) >= 0) {
      return new Taken.Known();
    }
    List<Long> known = with(seen, messageId);
    long lowest = known.size() > MAX_SEEN ? known.removeFirst() : floor;
    if (linked != null) {
      return new Taken.Told(new ContactMessages(linked, lowest, known, pending, nowMillis));
    }
    List<Long> waiting = with(pending, messageId);
    Long dropped = waiting.size() > MAX_PENDING ? waiting.removeFirst() : null;
    return new Taken.Kept(
        new ContactMessages(clientId, lowest, known, waiting, nowMillis), dropped);
  }

  /** The contact is linked to this client now. */
  public Linked linked(String client) {
    ContactMessages after = new ContactMessages(client, floor, seen, List.of(), lastAtMillis);
    boolean same = clientId == null || clientId.equals(client);
    return new Linked(after, same ? pending : List.of(), same ? List.of() : pending);
  }

  /** Without those that waited too long. */
  public ContactMessages without(Set<Long> expired) {
    List<Long> left = pending.stream().filter(id -> !expired.contains(id)).toList();
    return new ContactMessages(clientId, floor, seen, left, lastAtMillis);
  }

  /** Remembers no single ids any more: nothing came for so long that nothing is repeated. */
  public ContactMessages rested() {
    long highest = seen.isEmpty() ? floor : seen.getLast();
    return new ContactMessages(clientId, highest, List.of(), pending, lastAtMillis);
  }

  private static List<Long> with(List<Long> ids, long added) {
    List<Long> more = new ArrayList<>(ids);
    int place = Collections.binarySearch(more, added);
    if (place < 0) {
      more.add(-place - 1, added);
    }
    return more;
  }
}
