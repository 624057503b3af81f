package dev.puente.ingest.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Client settings; what stands in {@code puente.kafka.properties} wins. */
final class KafkaSettings {
  /** Largest request, a little above the largest record of the catalogue. */
  static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024 + 4096;

  /** How long handing over may block (metadata), ms. */
  static final int MAX_BLOCK_MS = 700;

  /** How long the producer tries to deliver, ms. With the block below Chatwoot's 5 s. */
  static final int DELIVERY_TIMEOUT_MS = 3_500;

  private KafkaSettings() {}

  static Map<String, Object> producer(PuenteProperties.Kafka kafka) {
    Map<String, Object> settings = common(kafka, "puente-ingest");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.putAll(kafka.properties());
    return settings;
  }

  static Map<String, Object> admin(PuenteProperties.Kafka kafka) {
    Map<String, Object> settings = common(kafka, "puente-ingest-admin");
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.putAll(kafka.properties());
    return settings;
  }

  private static Map<String, Object> common(PuenteProperties.Kafka kafka, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return settings;
  }
}
