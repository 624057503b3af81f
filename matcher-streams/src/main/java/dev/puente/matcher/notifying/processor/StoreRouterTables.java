package dev.puente.matcher.notifying.processor;

import dev.puente.matcher.notifying.router.Known;
import dev.puente.matcher.notifying.router.Pending;
import dev.puente.matcher.notifying.router.RouterTables;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The router's tables in the stores of its task. */
final class StoreRouterTables implements RouterTables {
  private static final byte BY_RECIPIENT = 'r';
  private static final byte BY_DEADLINE = 'd';
  private static final long LAST = Long.MAX_VALUE;

  private final KeyValueStore<String, Known> known;
  private final KeyValueStore<Bytes, Pending> pending;

  StoreRouterTables(KeyValueStore<String, Known> known, KeyValueStore<Bytes, Pending> pending) {
    this.known = known;
    this.pending = pending;
  }

  @Override
  public @Nullable Known known(String key) {
    return known.get(key);
  }

  @Override
  public void putKnown(String key, Known row) {
    known.put(key, row);
  }

  @Override
  public void deleteKnown(String key) {
    known.delete(key);
  }

  private static Bytes byRecipient(String key, long seq) {
    return Keys.of(BY_RECIPIENT, key, seq);
  }

  private static Bytes byDeadline(Pending row) {
    return Keys.of(BY_DEADLINE, row.deadline(), row.place().seq(), row.key());
  }

  @Override
  public void putPending(Pending row) {
    pending.put(byRecipient(row.key(), row.place().seq()), row);
    pending.put(byDeadline(row), row);
  }

  @Override
  public void deletePending(Pending row) {
    pending.delete(byRecipient(row.key(), row.place().seq()));
    pending.delete(byDeadline(row));
  }

  @Override
  public List<Pending> pendingOf(String key, int limit) {
    return Scans.values(pending, byRecipient(key, 0), byRecipient(key, LAST), limit);
  }

  @Override
  public @Nullable Pending firstDeadline(long from) {
    KeyValue<Bytes, Pending> first =
        Scans.first(pending, Keys.of(BY_DEADLINE, from), Keys.of(BY_DEADLINE, LAST, LAST));
    return first == null ? null : first.value;
  }
}
