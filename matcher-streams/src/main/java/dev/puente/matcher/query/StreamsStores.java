package dev.puente.matcher.query;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.jspecify.annotations.Nullable;

/** The stores of a Kafka Streams application. */
record StreamsStores(KafkaStreams streams) implements HeldStores {
  @Override
  public boolean running() {
    return streams.state().isRunningOrRebalancing();
  }

  @Override
  public @Nullable KeyQueryMetadata place(String store, String key) {
    try (StringSerializer text = new StringSerializer()) {
      return streams.queryMetadataForKey(store, key, text);
    }
  }

  @Override
  public StoreReader partition(int partition) {
    return new PartitionStores(streams, partition);
  }
}
