package dev.puente.matcher.linking;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of clients have read all of a tenant's phones by which version. One instance for
 * each task.
 */
final class SettledClients {
  private final TenantRules rules;
  private final KeyValueStore<String, String> versions;
  private final int partitions;
  private final Set<String> settled = new HashSet<>();
  private @Nullable Object known;

  SettledClients(TenantRules rules, KeyValueStore<String, String> versions, int partitions) {
    this.rules = rules;
    this.versions = versions;
    this.partitions = partitions;
  }

  void add(String tenant, int partition, String version) {
    versions.put(key(tenant, partition), version);
    settled.remove(tenant);
  }

  /** Whether all of them did by the present one. Without settings there is nothing to change. */
  boolean test(String tenant) {
    if (rules.settings() != known) {
      known = rules.settings();
      settled.clear();
    }
    if (settled.contains(tenant)) {
      return true;
    }
    boolean all = !rules.known(tenant) || everywhere(tenant, rules.version(tenant));
    if (all) {
      settled.add(tenant);
    }
    return all;
  }

  /**
   * The same from the store, for others than the one that is told: it forgets nothing by itself.
   */
  boolean testAnew(String tenant) {
    return !rules.known(tenant) || everywhere(tenant, rules.version(tenant));
  }

  private boolean everywhere(String tenant, String version) {
    for (int partition = 0; partition < partitions; partition++) {
      if (!version.equals(versions.get(key(tenant, partition)))) {
        return false;
      }
    }
    return true;
  }

  private static String key(String tenant, int partition) {
    return tenant + ':' + partition;
  }
}
