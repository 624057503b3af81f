package dev.puente.matcher.notifying.processor;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Bounded range scans; both ends belong to the range. */
final class Scans {
  private Scans() {}

  static <V> @Nullable KeyValue<Bytes, V> first(
      KeyValueStore<Bytes, V> store, Bytes from, Bytes to) {
    if (from.compareTo(to) > 0) {
      return null;
    }
    try (KeyValueIterator<Bytes, V> rows = store.range(from, to)) {
      return rows.hasNext() ? rows.next() : null;
    }
  }

  static <V> List<V> values(KeyValueStore<Bytes, V> store, Bytes from, Bytes to, int limit) {
    List<V> values = new ArrayList<>();
    if (from.compareTo(to) > 0) {
      return values;
    }
    try (KeyValueIterator<Bytes, V> rows = store.range(from, to)) {
      while (rows.hasNext() && values.size() < limit) {
        values.add(rows.next().value);
      }
    }
    return values;
  }
}
