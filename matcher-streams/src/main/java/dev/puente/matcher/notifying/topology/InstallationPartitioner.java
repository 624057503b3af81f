package dev.puente.matcher.notifying.topology;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * All commands of one Chatwoot installation go to one partition, so that one worker owns its
 * budget, breaker and locks. When the URL of a tenant changes, its next commands go to another
 * partition: an address has one command under way, so none of them can overtake an earlier one.
 */
final class InstallationPartitioner implements StreamPartitioner<String, NotificationCommand> {
  private final Supplier<TenantDirectory> tenants;

  InstallationPartitioner(Supplier<TenantDirectory> tenants) {
    this.tenants = tenants;
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, NotificationCommand value, int numPartitions) {
    String installation =
        tenants
            .get()
            .find(value.getTenant())
            .map(TenantConfig::installation)
            .orElse(value.getTenant());
    int hash = Utils.murmur2(installation.getBytes(StandardCharsets.UTF_8));
    return Optional.of(Set.of(Utils.toPositive(hash) % numPartitions));
  }
}
