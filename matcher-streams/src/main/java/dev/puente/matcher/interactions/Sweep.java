package dev.puente.matcher.interactions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks a store in bounded steps, round after round, from where the last step ended. One instance
 * for each task.
 */
final class Sweep<V> {
  /** Time between steps. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final int ROWS_PER_STEP = 500;
  private static final Duration TIME_PER_STEP = Duration.ofMillis(20);

  private final KeyValueStore<String, V> store;
  private @Nullable String next;

  Sweep(KeyValueStore<String, V> store) {
    this.store = store;
  }

  /** Shows the visitor the next rows; it may change the store. */
  void step(BiConsumer<String, V> visitor) {
    long end = System.nanoTime() + TIME_PER_STEP.toNanos();
    for (KeyValue<String, V> row : rows()) {
      next = row.key;
      visitor.accept(row.key, row.value);
      if (System.nanoTime() - end > 0) {
        return;
      }
    }
  }

  private List<KeyValue<String, V>> rows() {
    List<KeyValue<String, V>> rows = new ArrayList<>();
    String after = next;
    try (KeyValueIterator<String, V> found = store.range(after, null)) {
      while (found.hasNext() && rows.size() < ROWS_PER_STEP) {
        KeyValue<String, V> row = found.next();
        if (!row.key.equals(after)) {
          rows.add(row);
        }
      }
    }
    if (rows.isEmpty()) {
      next = null;
    }
    return rows;
  }
}
