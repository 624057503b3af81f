package dev.puente.notifier.command;

import dev.puente.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of the Kafka clients. What promises rest on cannot be overridden by passed-on
 * properties.
 *
 * <p>The group uses the classic protocol: every commit of a member of an older generation is
 * refused, which is what the lease on commits rests on; its session timeout is ours to set; and
 * acknowledgements of commits are handed out as soon as they arrive, so that a reservation costs
 * one round trip. Assignments are cooperative: only partitions that move are drained.
 */
final class KafkaClients {
  private static final int REQUEST_OVERHEAD_BYTES = 64 * 1024;

  private KafkaClients() {}

  static Map<String, Object> consumer(WorkerSettings settings) {
    Map<String, Object> config = common(settings);
    config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        Math.toIntExact(settings.times().maxPollInterval().toMillis()));
    config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(settings.times().kafkaCall().toMillis()));
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  static Map<String, Object> producer(WorkerSettings settings) {
    Map<String, Object> config = common(settings);
    int limit = Math.toIntExact(settings.times().kafkaCall().toMillis());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // A dead letter holds a whole record and more.
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGE_BYTES + REQUEST_OVERHEAD_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limit);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, limit / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, limit);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return config;
  }

  static Map<String, Object> common(WorkerSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafkaProperties());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    return config;
  }
}
