package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingNewcomer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Wishes for clients that can not be decided while number rules or settings change; the newest of
 * each phone. They are looked at in bounded steps. One instance for each task.
 */
final class WaitingNewcomers {
  static final int STEPS_PER_TICK = 500;

  /** Longer than a start of all instances with new settings, and than reading all rows anew. */
  static final Duration PATIENCE = Duration.ofHours(24);

  private final KeyValueStore<String, LinkingNewcomer> rows;
  private String next = "";

  /** Whether there may be rows: an empty store is not searched again and again. */
  private boolean some = true;

  private boolean keptSome;

  WaitingNewcomers(KeyValueStore<String, LinkingNewcomer> rows) {
    this.rows = rows;
  }

  void add(String phone, LinkingNewcomer newcomer) {
    rows.put(phone, newcomer);
    some = true;
    keptSome = true;
  }

  /** Takes out what can be decided now, and what waited too long. */
  void tick(
      long nowMillis,
      Predicate<LinkingNewcomer> ready,
      BiConsumer<String, LinkingNewcomer> decided) {
    if (!some) {
      return;
    }
    List<KeyValue<String, LinkingNewcomer>> step = step();
    for (KeyValue<String, LinkingNewcomer> row : step) {
      if (ready.test(row.value)) {
        rows.delete(row.key);
        decided.accept(row.key, row.value);
      } else if (nowMillis - row.value.getAskedAt() > PATIENCE.toMillis()) {
        rows.delete(row.key);
      } else {
        keptSome = true;
      }
    }
    if (step.size() < STEPS_PER_TICK) {
      next = "";
      some = keptSome;
      keptSome = false;
    } else {
      next = step.getLast().key + '\u0000';
    }
  }

  private List<KeyValue<String, LinkingNewcomer>> step() {
    List<KeyValue<String, LinkingNewcomer>> step = new ArrayList<>();
    try (KeyValueIterator<String, LinkingNewcomer> iterator = rows.range(next, null)) {
      while (step.size() < STEPS_PER_TICK && iterator.hasNext()) {
        step.add(iterator.next());
      }
    }
    return step;
  }
}
