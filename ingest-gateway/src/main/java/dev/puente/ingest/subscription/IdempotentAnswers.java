package dev.puente.ingest.subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers by {@code Idempotency-Key}, at most {@code limit}, the oldest forgotten first. A
 * repetition that comes while the first is under way waits for its answer.
 */
public final class IdempotentAnswers {
  private final Map<String, First> byKey;

  /**
   * The first request of a key.
   *
   * @param contentHash tells the same request from another one
   */
  record First(String contentHash, CompletableFuture<ObjectNode> answer) {}

  /** Forgets the oldest beyond the limit. */
  public IdempotentAnswers(int limit) {
    this.byKey =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, First> eldest) {
            return size() > limit;
          }
        };
  }

  /** Begins a request; the one that was there before, if any. */
  synchronized Optional<First> begin(String key, First entry) {
    return Optional.ofNullable(byKey.putIfAbsent(key, entry));
  }

  /** Forgets a request that failed, so that its repetition is tried. */
  synchronized void forget(String key, First entry) {
    byKey.remove(key, entry);
  }
}
