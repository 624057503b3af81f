package dev.puente.notifier.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an owner of a partition may have tried, kept in the metadata of its committed offset as
 * {@code v1;topicId;h}: every record below {@code until} and not below the committed offset.
 *
 * @param topicId identity of the topic, so that a recreated topic is not mistaken for the old one
 * @param until first offset that was certainly not tried
 */
public record Reservation(String topicId, long until) {
  private static final String VERSION = "v1";

  /** Rejects what could not be read back. */
  public Reservation {
    if (topicId.isEmpty() || topicId.indexOf(';') >= 0 || until < 0) {
      throw new IllegalArgumentException("not a reservation");
    }
  }

  /** The text for the commit. */
  public String metadata() {
    return VERSION + ";" + topicId + ";" + until;
  }

  /** Reads the text of a commit; empty when it is missing, damaged or of another version. */
  public static Optional<Reservation> parse(@Nullable String metadata) {
    String[] parts = metadata == null ? new String[0] : metadata.split(";", -1);
    if (parts.length != 3
        || !parts[0].equals(VERSION)
        || parts[1].isEmpty()
        || !parts[2].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new Reservation(parts[1], Long.parseLong(parts[2])));
  }

  /**
   * Up to where records are suspects after an assignment.
   *
   * @param metadata of the committed offset; null when there is none
   * @param topicId the topic as it is now
   * @param endOffset end of the partition at the assignment
   */
  public static long suspectsBelow(@Nullable String metadata, String topicId, long endOffset) {
    return parse(metadata)
        .filter(reservation -> reservation.topicId().equals(topicId))
        .map(Reservation::until)
        .orElse(endOffset);
  }
}
