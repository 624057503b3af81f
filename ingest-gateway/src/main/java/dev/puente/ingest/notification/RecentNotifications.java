package dev.puente.ingest.notification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this instance accepted lately, at most {@code limit} ids. It answers repetitions at once and
 * shows a notification before the matcher does. Never the only guarantee: the ledger decides.
 */
public final class RecentNotifications {
  private final Map<String, Accepted> byKey;

  /**
   * One accepted notification.
   *
   * @param recipient typed, as in keys
   */
  record Accepted(String digest, String recipient, String type, Instant at) {
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

  /** Remembers the first; returns the one that was there before, if any. */
  synchronized @Nullable Accepted remember(String tenant, String id, Accepted accepted) {
    return byKey.putIfAbsent(tenant + ':' + id, accepted);
  }
}
