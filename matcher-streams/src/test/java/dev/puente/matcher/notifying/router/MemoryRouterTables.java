package dev.puente.matcher.notifying.router;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tables in memory that keep the order of the real ones. */
public final class MemoryRouterTables implements RouterTables {
  public final Map<String, Known> known = new HashMap<>();
  public final TreeSet<Pending> pending =
      new TreeSet<>(
          Comparator.comparing(Pending::deadline)
              .thenComparing((Pending p) -> p.place().seq())
              .thenComparing(Pending::key));

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
    known.remove(key);
  }

  @Override
  public void putPending(Pending row) {
    pending.add(row);
  }

  @Override
  public void deletePending(Pending row) {
    pending.remove(row);
  }

  @Override
  public List<Pending> pendingOf(String key, int limit) {
    return pending.stream()
        .filter(p -> p.key().equals(key))
        .sorted(Comparator.comparing((Pending p) -> p.place().seq()))
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable Pending firstDeadline(long from) {
    return pending.stream().filter(p -> p.deadline() >= from).findFirst().orElse(null);
  }
}
