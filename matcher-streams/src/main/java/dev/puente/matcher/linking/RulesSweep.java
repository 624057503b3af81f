package dev.puente.matcher.linking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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

  private static final String NOTHING = "";

  /** The character after the colon: the end of a tenant's keys. */
  private static final char END = ';';

  private final BiFunction<TenantRules, String, String> versionOf;
  private final KeyValueStore<String, V> rows;
  private final KeyValueStore<String, String> done;
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable TenantRules known;
  private @Nullable String tenant;
  private String version = "";
  private String next = "";

  /**
   * A sweep.
   *
   * @param versionOf what a tenant's rows are made by
   * @param done version by which all rows of a tenant were shown; empty: not all by one version
   */
  RulesSweep(
      BiFunction<TenantRules, String, String> versionOf,
      KeyValueStore<String, V> rows,
      KeyValueStore<String, String> done) {
    this.versionOf = versionOf;
    this.rows = rows;
    this.done = done;
  }

  /**
   * Takes note of the present rules; to be called before a row is made by them. What is remembered
   * of a tenant whose rules changed is forgotten first: rules may change back before all its rows
   * were shown, and then some of them are of the rules in between.
   *
   * @param outdated takes each tenant whose rows are not all of one version any more
   */
  @SuppressWarnings("ReferenceEquality") // the same rules: nothing changed
  void look(TenantRules rules, Consumer<String> outdated) {
    if (rules == known) {
      return;
    }
    known = rules;
    waiting.clear();
    tenant = null;
    for (String id : rules.tenants()) {
      if (!versionOf.apply(rules, id).equals(done.get(id))) {
        forget(id, outdated);
        waiting.add(id);
      }
    }
    for (String id : withoutSettings(rules)) {
      forget(id, outdated);
    }
  }

  private List<String> withoutSettings(TenantRules rules) {
    List<String> gone = new ArrayList<>();
    try (KeyValueIterator<String, String> all = done.all()) {
      while (all.hasNext()) {
        String id = all.next().key;
        if (!rules.known(id)) {
          gone.add(id);
        }
      }
    }
    return gone;
  }

  private void forget(String id, Consumer<String> outdated) {
    if (!NOTHING.equals(done.get(id))) {
      done.put(id, NOTHING);
      outdated.accept(id);
    }
  }

  /** A tenant's rows are to be shown once more, from the first. */
  void again(TenantRules rules, String id) {
    if (!rules.known(id)) {
      return;
    }
    done.put(id, NOTHING);
    if (id.equals(tenant)) {
      tenant = null;
    }
    if (!waiting.contains(id)) {
      waiting.add(id);
    }
  }

  /**
   * Goes on for one tick, after {@link #look}.
   *
   * @param ready whether a tenant's rows may be walked now; others wait
   * @param row takes the key and the version that the row is to have
   * @param walked takes a tenant all of whose rows were shown
   */
  void tick(
      TenantRules rules,
      Predicate<String> ready,
      BiConsumer<String, String> row,
      Consumer<String> walked) {
    for (int left = STEPS_PER_TICK; left > 0; ) {
      if (tenant == null && !begin(rules, ready)) {
        return;
      }
      left -= Math.max(1, step(left, row, walked));
    }
  }

  private boolean begin(TenantRules rules, Predicate<String> ready) {
    for (int i = waiting.size(); i > 0; i--) {
      String candidate = waiting.remove();
      if (ready.test(candidate)) {
        tenant = candidate;
        version = versionOf.apply(rules, candidate);
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
