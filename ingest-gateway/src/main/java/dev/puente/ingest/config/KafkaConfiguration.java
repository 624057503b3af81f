package dev.puente.ingest.config;

import dev.puente.ingest.publish.AckWaits;
import dev.puente.ingest.publish.BrokerState;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.FirstContact;
import dev.puente.ingest.publish.KafkaEventPublisher;
import dev.puente.ingest.spool.SpoolingPublisher;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.serde.AvroSerializer;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The Kafka adapter of the publisher port, and the spool in front of it. The clients are closed by
 * {@link KafkaLifecycle}, or as beans when the start fails before.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    name = "puente.ingest.publisher",
    havingValue = "kafka",
    matchIfMissing = true)
class KafkaConfiguration {
  private static final Logger log = LoggerFactory.getLogger(KafkaConfiguration.class);

  /** With records under way and no acknowledgement for so long, Kafka counts as away. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private static final Duration ORPHAN_INTERVAL = Duration.ofSeconds(30);

  @Bean
  BrokerState brokerState() {
    return new BrokerState(SILENCE, System::nanoTime);
  }

  @Bean
  SchemaRegistryClient schemaRegistryClient(PuenteProperties puente) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(RegistryConfig.READ_TIMEOUT, 2_000);
    settings.put(RegistryConfig.MAX_RETRIES, 0);
    settings.putAll(puente.kafka().properties());
    settings.put(RegistryConfig.URL, puente.schemaRegistryUrl());
    return new HttpSchemaRegistryClient(RegistryConfig.from(settings));
  }

  @Bean
  Producer<String, SpecificRecord> producer(
      PuenteProperties puente, SchemaRegistryClient registry) {
    return new KafkaProducer<>(
        KafkaSettings.producer(puente.kafka()),
        new StringSerializer(),
        new AvroSerializer<>(registry));
  }

  @Bean
  Admin admin(PuenteProperties puente) {
    return Admin.create(KafkaSettings.admin(puente.kafka()));
  }

  @Bean
  AckWaits ackWaits(IngestProperties ingest) {
    return new AckWaits(ingest.ackLimit());
  }

  /** Closed by {@link SpoolLifecycle}, or as a bean when the start fails before. */
  @Bean
  EventPublisher eventPublisher(
      Producer<String, SpecificRecord> producer,
      BrokerState state,
      AckWaits waits,
      IngestProperties ingest,
      SpoolProperties spool,
      Topics topics,
      MeterRegistry meters,
      InstantSource clock) {
    EventPublisher kafka = new KafkaEventPublisher(producer, state, ingest.maxInFlight(), waits);
    Path folder = usable(spool);
    if (folder == null) {
      return kafka;
    }
    try {
      return SpoolingPublisher.open(
          new SpoolingPublisher.Parts(kafka, topics, meters, clock, System::nanoTime),
          new SpoolingPublisher.Settings(
              folder,
              spool.maxSize().toBytes(),
              spool.segmentSize().toBytes(),
              spool.after(),
              spool.writeLimit(),
              ORPHAN_INTERVAL));
    } catch (IOException e) {
      throw new IllegalStateException(
          "puente.ingest.spool.folder " + folder + " can not be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable Path usable(SpoolProperties spool) {
    Path folder = spool.folder();
    if (folder == null) {
      log.atWarn()
          .addKeyValue("setting", "puente.ingest.spool.folder")
          .log("no spool: webhooks that come while kafka is away get 503 and are lost");
      return null;
    }
    try {
      if (spool.allowEphemeral() || !SpoolingPublisher.ephemeral(folder)) {
        return folder;
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "puente.ingest.spool.folder " + folder + " can not be used: " + e.getMessage(), e);
    }
    log.atWarn()
        .addKeyValue("folder", folder)
        .addKeyValue("setting", "puente.ingest.spool.allow-ephemeral")
        .log("no spool: its disk does not outlive this instance, and that is not allowed");
    return null;
  }

  /** Noted where the spool is: without one the start waits for Kafka. */
  @Bean
  FirstContact firstContact(
      EventPublisher publisher, SpoolProperties spool, PuenteProperties puente) {
    Path folder = publisher instanceof SpoolingPublisher ? spool.folder() : null;
    return new FirstContact(
        folder == null ? null : folder.resolve(FirstContact.FILE),
        puente.kafka().bootstrapServers());
  }

  @Bean
  SpoolLifecycle spoolLifecycle(EventPublisher publisher) {
    return new SpoolLifecycle(publisher);
  }

  @Bean
  KafkaLifecycle kafkaLifecycle(
      Admin admin,
      Producer<String, SpecificRecord> producer,
      SchemaRegistryClient registry,
      Topics topics,
      BrokerState state,
      FirstContact contact,
      EventPublisher publisher,
      PuenteProperties puente) {
    return new KafkaLifecycle(
        new KafkaLifecycle.Parts(
            admin,
            producer,
            registry,
            topics,
            state,
            contact,
            puente.kafka().startupTimeout(),
            publisher instanceof SpoolingPublisher));
  }
}
