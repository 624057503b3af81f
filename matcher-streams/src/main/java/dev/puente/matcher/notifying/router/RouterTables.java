package dev.puente.matcher.notifying.router;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores of the router. Keys are record keys, {@code tenant:recipient}. */
public interface RouterTables {
  /** Where a recipient is reached; null: not known. */
  @Nullable Known known(String key);

  /** Writes where a recipient is reached. */
  void putKnown(String key, Known known);

  /** Forgets a recipient. */
  void deleteKnown(String key);

  /** Adds a waiting request, by recipient and by deadline. */
  void putPending(Pending pending);

  /** Removes a waiting request. */
  void deletePending(Pending pending);

  /**
   * The first waiting requests of a recipient in the order of acceptance, at most {@code limit}.
   */
  List<Pending> pendingOf(String key, int limit);

  /** The waiting request with the first deadline at or after a time. */
  @Nullable Pending firstDeadline(long from);
}
