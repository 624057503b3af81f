package dev.puente.ingest.config;

import dev.puente.ingest.publish.BrokerState;
import dev.puente.ingest.publish.BrokerWatch;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.KafkaEventPublisher;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.serde.AvroSerializer;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Kafka adapter of the publisher port. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    name = "puente.ingest.publisher",
    havingValue = "kafka",
    matchIfMissing = true)
class KafkaConfiguration {
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  @Bean
  BrokerState brokerState() {
    return new BrokerState();
  }

  @Bean(destroyMethod = "")
  SchemaRegistryClient schemaRegistryClient(PuenteProperties puente) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(RegistryConfig.READ_TIMEOUT, 2_000);
    settings.put(RegistryConfig.MAX_RETRIES, 0);
    settings.putAll(puente.kafka().properties());
    settings.put(RegistryConfig.URL, puente.schemaRegistryUrl());
    return new HttpSchemaRegistryClient(RegistryConfig.from(settings));
  }

  @Bean(destroyMethod = "")
  Producer<String, SpecificRecord> producer(
      PuenteProperties puente, SchemaRegistryClient registry) {
    return new KafkaProducer<>(
        KafkaSettings.producer(puente.kafka()),
        new StringSerializer(),
        new AvroSerializer<>(registry));
  }

  @Bean(destroyMethod = "")
  Admin admin(PuenteProperties puente) {
    return Admin.create(KafkaSettings.admin(puente.kafka()));
  }

  @Bean
  EventPublisher eventPublisher(
      Producer<String, SpecificRecord> producer, BrokerState state, IngestProperties ingest) {
    return new KafkaEventPublisher(producer, state, ingest.maxInFlight());
  }

  @Bean
  KafkaLifecycle kafkaLifecycle(
      Admin admin,
      Producer<String, SpecificRecord> producer,
      SchemaRegistryClient registry,
      Topics topics,
      BrokerState state,
      PuenteProperties puente) {
    return new KafkaLifecycle(
        new KafkaLifecycle.Parts(
            admin,
            producer,
            registry,
            topics,
            new BrokerWatch(admin, state, PROBE_INTERVAL),
            puente.kafka().startupTimeout()));
  }
}
