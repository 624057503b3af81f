package dev.puente.matcher.notifying.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Place in a mailbox: effective due time, then order of acceptance.
 *
 * @param due epoch milliseconds
 * @param seq order of acceptance; unique together with {@code due} in one mailbox
 */
public record Place(long due, long seq) implements Comparable<Place> {
  /** Before every other place. */
  public static final Place FIRST = new Place(0, 0);

  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::due).thenComparingLong(Place::seq);

  /**
   * The place of a request.
   *
   * @param sendAt not before; null: when accepted
   */
  public static Place of(@Nullable Long sendAt, long acceptedAt, long seq) {
    return new Place(sendAt == null ? acceptedAt : Math.max(sendAt, acceptedAt), seq);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
