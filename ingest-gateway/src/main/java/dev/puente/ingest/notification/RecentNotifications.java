package dev.puente.ingest.notification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What this instance took up lately, at most {@code limit} ids. It answers repetitions at once and
 * shows a notification before the matcher does. Never the only guarantee: the ledger decides.
 */
public final class RecentNotifications {
  private final Map<String, Accepted> byKey;

  /**
   * One notification that was taken up.
   *
   * @param recipient typed, as in keys
   * @param durable completes when its record is; a failed one is forgotten
   */
  record Accepted(
      String digest, String recipient, String type, Instant at, CompletableFuture<Void> durable) {
    /** Whether the caller may be told that it is accepted. */
    boolean isDurable() {
      return durable.isDone() && !durable.isCompletedExceptionally();
    }

    /** Recipients may be phones. */
    @Override
    public String toString() {
      return "Accepted";
    }
  }

  /** Forgets the oldest beyond the limit. */
  public RecentNotifications(int limit) {
    this.byKey =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Accepted> eldest) {
            return size() > limit;
          }
        };
  }

  synchronized Optional<Accepted> find(String tenant, String id) {
    return Optional.ofNullable(byKey.get(tenant + ':' + id));
  }

  /** Remembers the first of an id; answers the one that was there before, if any. */
  synchronized Optional<Accepted> begin(String tenant, String id, Accepted accepted) {
    return Optional.ofNullable(byKey.putIfAbsent(tenant + ':' + id, accepted));
  }

  /** Forgets one that was not kept, so that its repetition is tried. */
  synchronized void forget(String tenant, String id, Accepted accepted) {
    byKey.remove(tenant + ':' + id, accepted);
  }
}
