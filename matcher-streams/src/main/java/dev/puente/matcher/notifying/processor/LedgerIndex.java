package dev.puente.matcher.notifying.processor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the ledger finds rows by: the day of their removal, and message ids. */
final class LedgerIndex {
  private static final byte DAY = 'd';
  private static final byte ALIAS = 'a';
  private static final byte[] NOTHING = {};
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final KeyValueStore<Bytes, byte[]> store;
  private long lowestDay;

  LedgerIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** A row that may be removed on a day. */
  record Filed(long day, String key) {}

  /** Files a key for the first day that begins after a time. */
  void file(String key, long time) {
    long day = time / DAY_MILLIS + 1;
    store.put(Keys.of(DAY, day, key), NOTHING);
    lowestDay = Math.min(lowestDay, day);
  }

  void unfile(Filed filed) {
    store.delete(Keys.of(DAY, filed.day(), filed.key()));
  }

  /** The first key whose day has begun; null: none. */
  @Nullable Filed first(long now) {
    long today = now / DAY_MILLIS;
    if (lowestDay > today) {
      return null;
    }
    KeyValue<Bytes, byte[]> row =
        Scans.first(store, Keys.of(DAY, lowestDay), Keys.of(DAY, Long.MAX_VALUE));
    lowestDay = row == null ? Long.MAX_VALUE : Keys.number(row.key, 1);
    return row == null || lowestDay > today
        ? null
        : new Filed(lowestDay, Keys.text(row.key, 1 + Long.BYTES));
  }

  void putAlias(String key, String occurrence) {
    store.put(Keys.of(ALIAS, key), occurrence.getBytes(StandardCharsets.UTF_8));
  }

  /** The occurrence of a message; null: not known. */
  @Nullable String alias(String key) {
    byte[] found = store.get(Keys.of(ALIAS, key));
    return found == null ? null : new String(found, StandardCharsets.UTF_8);
  }

  void deleteAlias(String key) {
    store.delete(Keys.of(ALIAS, key));
  }
}
