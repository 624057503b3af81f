package dev.puente.matcher.linking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keys in the order of their time. A scan starts at the lowest time that can be there: rows deleted
 * before it would be walked again by every scan otherwise. One instance for each task.
 */
final class DueIndex {
  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> rows;
  private long lowestMillis;

  DueIndex(KeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
  }

  void add(long dueMillis, String key) {
    rows.put(row(dueMillis, key), NOTHING);
    lowestMillis = Math.min(lowestMillis, dueMillis);
  }

  void remove(long dueMillis, String key) {
    rows.delete(row(dueMillis, key));
  }

  /**
   * Visits the keys that are due, earliest first, and removes them.
   *
   * @param visitor takes a time and a key; false ends the scan after this key
   */
  void drain(long nowMillis, BiPredicate<Long, String> visitor) {
    long reached = nowMillis + 1;
    try (KeyValueIterator<Bytes, byte[]> iterator =
        rows.range(row(lowestMillis, ""), row(nowMillis + 1, ""))) {
      boolean wanted = true;
      while (iterator.hasNext()) {
        KeyValue<Bytes, byte[]> next = iterator.next();
        ByteBuffer bytes = ByteBuffer.wrap(next.key.get());
        long due = bytes.getLong();
        if (!wanted) {
          reached = due;
          break;
        }
        String key = StandardCharsets.UTF_8.decode(bytes).toString();
        rows.delete(next.key);
        wanted = visitor.test(due, key);
      }
    }
    lowestMillis = reached;
  }

  private static Bytes row(long dueMillis, String key) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + text.length).putLong(dueMillis).put(text).array());
  }
}
