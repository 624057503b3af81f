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
  private final KeyValueStore<String, String> versions;
  private final int partitions;
  private final Set<String> settled = new HashSet<>();
  private @Nullable TenantRules known;

  SettledClients(KeyValueStore<String, String> versions, int partitions) {
    this.versions = versions;
    this.partitions = partitions;
  }

  /** What a partition of clients tells; true when it is not what it told before. */
  boolean add(String tenant, int partition, String version) {
    String key = key(tenant, partition);
    if (version.equals(versions.get(key))) {
      return false;
    }
    versions.put(key, version);
    settled.remove(tenant);
    return true;
  }

  /** Whether all of them did by the present one; never without settings. */
  @SuppressWarnings("ReferenceEquality") // the same rules: nothing changed
  boolean test(TenantRules rules, String tenant) {
    if (rules != known) {
      known = rules;
      settled.clear();
    }
    if (settled.contains(tenant)) {
      return true;
    }
    boolean all = rules.known(tenant) && everywhere(tenant, rules.version(tenant));
    if (all) {
      settled.add(tenant);
    }
    return all;
  }

  /**
   * The same from the store, for others than the one that is told: it forgets nothing by itself.
   */
  boolean testAnew(TenantRules rules, String tenant) {
    return rules.known(tenant) && everywhere(tenant, rules.version(tenant));
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
