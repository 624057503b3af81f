package dev.puente.matcher.query;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads the stores of one partition. A store that is moving or restoring throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException}, which the endpoint answers with 503:
 * never an absence that is not one.
 */
public interface StoreReader {
  /** The store of that name in this partition. */
  <V> ReadOnlyKeyValueStore<String, V> store(String name);
}
