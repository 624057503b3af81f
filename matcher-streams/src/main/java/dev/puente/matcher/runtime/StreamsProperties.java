package dev.puente.matcher.runtime;

import dev.puente.matcher.failure.DeadLetters;
import dev.puente.matcher.failure.FailedRecordHandler;
import dev.puente.matcher.failure.UnreadableRecordHandler;
import dev.puente.matcher.failure.UnwritableRecordHandler;
import dev.puente.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of a Streams application. What the promises rest on (ids, exactly-once, named
 * resources, handlers) can not be overridden; the rest are defaults.
 */
public final class StreamsProperties {
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 3_000;
  private static final int BUFFERED_RECORDS = 250;
  private static final int RETRY_MILLIS = 5;
  private static final int REQUEST_OVERHEAD_BYTES = 64 * 1024;

  private StreamsProperties() {}

  /** What holds for every application, on a cluster or in a test driver. */
  public static Map<String, Object> fixed(String applicationId, DeadLetters deadLetters) {
    Map<String, Object> map = new HashMap<>();
    map.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    map.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    map.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    map.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    map.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UnreadableRecordHandler.class);
    map.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedRecordHandler.class);
    map.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    map.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecordHandler.class);
    map.put(DeadLetters.CONFIG, deadLetters);
    return map;
  }

  /** Defaults that {@code puente.kafka.properties} may override. */
  static Map<String, Object> defaults() {
    Map<String, Object> map = new HashMap<>();
    map.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    // Without a cache every change is forwarded at once; a transaction is short anyway.
    map.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    map.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
    // Nothing depends on the order among partitions, so no task waits for the others of its inputs.
    map.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // The markers of a transaction are often under way when the next one begins (KAFKA-20000); by
    // default the producer then rests for 100 ms. It grows to a second when the cluster is away.
    map.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
    map.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.LARGE_BYTES + REQUEST_OVERHEAD_BYTES);
    map.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS);
    map.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MILLIS);
    return map;
  }
}
