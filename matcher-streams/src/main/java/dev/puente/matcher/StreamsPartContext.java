package dev.puente.matcher;

import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topics;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyConfig;

/**
 * What every Streams application of this process is built from.
 *
 * @param topics the catalogue, with the prefix
 * @param serdes serdes of topic values
 * @param tenantSource gives the tenants known now; ask again for each record, never keep the answer
 * @param phoneKeys the phone keys of this process
 * @param deployment first part of the message marker
 * @param partitions number of partitions of the topics
 * @param firstRead whether the records that {@link StreamsPart#readFirst} held at the start of this
 *     process have been read by now; once true it stays so
 * @param topologyConfig settings of the topology; {@link #newBuilder} uses it
 */
public record StreamsPartContext(
    Topics topics,
    TopicSerdes serdes,
    Supplier<TenantDirectory> tenantSource,
    PhoneKeys phoneKeys,
    String deployment,
    int partitions,
    BooleanSupplier firstRead,
    TopologyConfig topologyConfig) {

  /** The tenants known now. */
  public TenantDirectory tenants() {
    return tenantSource.get();
  }

  /**
   * A builder that refuses generated names. A plain {@code new StreamsBuilder()} would ignore
   * {@code ensure.explicit.internal.resource.naming}.
   */
  public StreamsBuilder newBuilder() {
    return new StreamsBuilder(topologyConfig);
  }
}
