package dev.puente.matcher.notifying.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The far side: what was written, at once or late, and what a look-up sees. A request that lost its
 * client is executed up to {@link #LATEST_MILLIS} later, which is less than the settling time.
 */
final class Chatwoot {
  static final long LATEST_MILLIS = 55_000;

  /** A message that exists, or will. */
  record Written(String occurrence, long id, long at) {}

  private final List<Written> log = new ArrayList<>();
  private long lastId = 1_000;

  Written create(String occurrence, long at) {
    Written written = new Written(occurrence, ++lastId, at);
    log.add(written);
    return written;
  }

  /** What a look-up finds now; null: nothing. */
  Written find(String occurrence, long now) {
    return log.stream()
        .filter(w -> w.occurrence().equals(occurrence) && w.at() <= now)
        .findFirst()
        .orElse(null);
  }

  /** Whether it was written or surely will be. */
  boolean decided(String occurrence) {
    return log.stream().anyMatch(w -> w.occurrence().equals(occurrence));
  }

  List<Written> visible(long now) {
    return log.stream().filter(w -> w.at() <= now).toList();
  }

  Map<String, Integer> copies() {
    Map<String, Integer> copies = new HashMap<>();
    log.forEach(w -> copies.merge(w.occurrence(), 1, Integer::sum));
    return copies;
  }
}
