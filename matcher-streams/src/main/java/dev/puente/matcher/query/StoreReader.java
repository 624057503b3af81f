package dev.puente.matcher.query;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads the stores of one partition. A store that is moving or restoring throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException}, which the endpoint answers with 503:
 * never an absence that is not one.
 */
public final class StoreReader {
  private final KafkaStreams streams;
  private final int partition;

  StoreReader(KafkaStreams streams, int partition) {
    this.streams = streams;
    this.partition = partition;
  }

  /** The store of that name in this partition. */
  public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
            .withPartition(partition));
  }
}
