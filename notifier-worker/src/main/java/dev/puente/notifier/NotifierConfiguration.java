package dev.puente.notifier;

import dev.puente.notifier.chatwoot.ChatwootClients;
import dev.puente.notifier.command.InstallationSettings;
import dev.puente.notifier.command.Pacer;
import dev.puente.notifier.command.PollSettings;
import dev.puente.notifier.command.Worker;
import dev.puente.notifier.command.WorkerMetrics;
import dev.puente.notifier.command.WorkerSettings;
import dev.puente.notifier.config.NotifierProperties;
import dev.puente.notifier.config.PuenteProperties;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.tenant.TenantsWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PuenteProperties.class, NotifierProperties.class})
class NotifierConfiguration {
  private static final Duration WAIT_SLICE = Duration.ofMillis(50);

  @Bean
  TenantsWatch tenants(PuenteProperties puente) {
    return TenantsWatch.of(
        puente.tenantsFile(), puente.tenantsEnvironment(), directory -> {}, puente.tenantsReload());
  }

  @Bean
  SchemaRegistryClient schemaRegistry(PuenteProperties puente) {
    return new HttpSchemaRegistryClient(RegistryConfig.of(puente.schemaRegistryUrl().toString()));
  }

  @Bean
  Pacer pacer() {
    return Pacer.real(InstantSource.system(), System::nanoTime, WAIT_SLICE);
  }

  @Bean
  SecureRandom random() {
    return new SecureRandom();
  }

  @Bean
  ChatwootClients chatwoot(
      PuenteProperties puente, NotifierProperties notifier, Pacer pacer, SecureRandom random) {
    var limits =
        new ChatwootClients.Limits(
            notifier.connectTimeout(),
            notifier.times().requestDeadline(),
            notifier.retry().policy(),
            puente.allowPrivateTargets());
    return new ChatwootClients(limits, pacer, random::nextDouble);
  }

  @Bean
  Worker worker(
      PuenteProperties puente,
      NotifierProperties notifier,
      TenantsWatch tenants,
      ChatwootClients chatwoot,
      SchemaRegistryClient registry,
      Pacer pacer,
      SecureRandom random,
      MeterRegistry meters) {
    return new Worker(
        settings(puente, notifier, random),
        tenants,
        chatwoot,
        registry,
        new PhoneKeys(),
        pacer,
        random,
        new WorkerMetrics(meters));
  }

  /** Alive as long as the reading thread lives; one that ended needs a new process. */
  @Bean
  HealthIndicator workerAlive(Worker worker) {
    return () -> health(worker.alive(), worker);
  }

  /** Ready when it has its place in the group. */
  @Bean
  HealthIndicator workerReady(Worker worker) {
    return () -> health(worker.ready(), worker);
  }

  private static Health health(boolean up, Worker worker) {
    return (up ? Health.up() : Health.down()).withDetail("partitions", worker.partitions()).build();
  }

  private static WorkerSettings settings(
      PuenteProperties puente, NotifierProperties notifier, SecureRandom random) {
    var poll = notifier.poll();
    var times = notifier.times();
    var breaker = notifier.breaker();
    return new WorkerSettings(
        puente.kafka().bootstrapServers(),
        puente.kafka().properties(),
        puente.kafka().startupTimeout(),
        puente.topicPrefix(),
        "worker-" + Integer.toHexString(random.nextInt()),
        times.delivery(),
        new PollSettings(
            poll.maxWait(),
            poll.reserveAhead(),
            poll.pauseAt(),
            poll.resumeAt(),
            times.drain(),
            times.commitRenewal(),
            poll.commitInterval(),
            times.kafkaCall(),
            times.delivery().zombie()),
        new InstallationSettings(
            notifier.concurrency(),
            notifier.rateLimitPerMinute(),
            notifier.budgetPerMinute(),
            breaker.threshold(),
            breaker.rest(),
            breaker.longestRest()));
  }
}
