package dev.puente.matcher.linking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Shows every row of a tenant once when the number rules or the tenant's settings changed, in
 * bounded steps. How far a tenant is outlives a restart; a walk that was interrupted begins again.
 * One instance for each task.
 *
 * @param <V> rows, keyed {@code tenant:…}
 */
final class RulesSweep<V> {
  static final Duration TICK = Duration.ofMillis(100);
  static final int STEPS_PER_TICK = 500;

  /** The character after the colon: the end of a tenant's keys. */
  private static final char END = ';';

  private final TenantRules rules;
  private final KeyValueStore<String, V> rows;
  private final KeyValueStore<String, String> done;
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable Object known;
  private @Nullable String tenant;
  private String version = "";
  private String next = "";

  RulesSweep(TenantRules rules, KeyValueStore<String, V> rows, KeyValueStore<String, String> done) {
    this.rules = rules;
    this.rows = rows;
    this.done = done;
  }

  /**
   * Goes on for one tick.
   *
   * @param ready whether a tenant's rows may be walked now; others wait
   * @param row takes the key and the version that the row is to have
   * @param walked takes a tenant all of whose rows were shown
   */
  void tick(Predicate<String> ready, BiConsumer<String, String> row, Consumer<String> walked) {
    look();
    for (int left = STEPS_PER_TICK; left > 0; ) {
      if (tenant == null && !begin(ready)) {
        return;
      }
      left -= Math.max(1, step(left, row, walked));
    }
  }

  /** Notes tenants with other settings than their rows. */
  private void look() {
    Object settings = rules.settings();
    if (settings == known) {
      return;
    }
    known = settings;
    waiting.clear();
    tenant = null;
    for (String id : rules.tenants()) {
      if (!rules.version(id).equals(done.get(id))) {
        waiting.add(id);
      }
    }
  }

  private boolean begin(Predicate<String> ready) {
    for (int i = waiting.size(); i > 0; i--) {
      String candidate = waiting.remove();
      if (ready.test(candidate)) {
        tenant = candidate;
        version = rules.version(candidate);
        next = candidate + ':';
        return true;
      }
      waiting.add(candidate);
    }
    return false;
  }

  private int step(int most, BiConsumer<String, String> row, Consumer<String> walked) {
    String current = String.valueOf(tenant);
    List<String> keys = new ArrayList<>();
    boolean end;
    try (KeyValueIterator<String, V> iterator = rows.range(next, current + END)) {
      while (keys.size() < most && iterator.hasNext()) {
        keys.add(iterator.next().key);
      }
      end = !iterator.hasNext();
    }
    keys.forEach(key -> row.accept(key, version));
    if (end) {
      done.put(current, version);
      tenant = null;
      walked.accept(current);
    } else {
      next = keys.getLast() + '\u0000';
    }
    return keys.size();
  }
}
