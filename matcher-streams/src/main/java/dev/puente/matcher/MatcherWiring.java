package dev.puente.matcher;

import dev.puente.matcher.config.LinkingSettings;
import dev.puente.matcher.config.MatcherSettings;
import dev.puente.matcher.config.PuenteSettings;
import dev.puente.matcher.query.PeerClient;
import dev.puente.matcher.query.QueryController;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.QueryService;
import dev.puente.matcher.runtime.RegistrySerdes;
import dev.puente.matcher.runtime.RocksMemory;
import dev.puente.matcher.runtime.StreamsAlive;
import dev.puente.matcher.runtime.StreamsHealth;
import dev.puente.matcher.runtime.StreamsMetrics;
import dev.puente.matcher.runtime.StreamsRunner;
import dev.puente.matcher.runtime.TopicCheck;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.tenant.TenantsWatch;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the matcher together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PuenteSettings.class, MatcherSettings.class, LinkingSettings.class})
class MatcherWiring {
  @Bean
  Topics topics(PuenteSettings settings) {
    return new Topics(settings.topicPrefix());
  }

  @Bean
  TenantsWatch tenants(PuenteSettings settings) {
    return TenantsWatch.of(
        settings.tenantsFile(),
        settings.tenantsEnvironment(),
        directory -> {},
        settings.tenantsReload());
  }

  @Bean
  PhoneKeys phoneKeys() {
    return new PhoneKeys();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  SchemaRegistryClient schemaRegistry(PuenteSettings settings) {
    return new HttpSchemaRegistryClient(RegistryConfig.of(settings.schemaRegistryUrl().toString()));
  }

  @Bean
  TopicSerdes topicSerdes(SchemaRegistryClient registry) {
    return new RegistrySerdes(registry);
  }

  @Bean(destroyMethod = "close")
  RocksMemory rocksMemory(MatcherSettings settings) {
    return new RocksMemory(settings.rocksdbMemory().toBytes());
  }

  @Bean
  StreamsRunner streamsRunner(
      ObjectProvider<StreamsPart> parts,
      PuenteSettings puente,
      MatcherSettings matcher,
      Topics topics,
      TopicSerdes serdes,
      TenantsWatch tenants,
      PhoneKeys phoneKeys,
      RocksMemory memory,
      MeterRegistry meters,
      Clock clock) {
    TopicCheck check =
        new TopicCheck(
            puente.kafka().bootstrapServers(),
            puente.kafka().properties(),
            topics,
            puente.kafka().startupTimeout());
    return new StreamsRunner(
        parts.orderedStream().toList(),
        puente,
        matcher,
        topics,
        serdes,
        tenants,
        phoneKeys,
        check,
        memory,
        new StreamsMetrics(meters),
        clock,
        new SecureRandom());
  }

  @Bean(destroyMethod = "close")
  PeerClient peerClient(PuenteSettings settings) {
    return new PeerClient(settings.internalToken());
  }

  @Bean
  QueryController queryController(
      ObjectProvider<QueryRoute> routes,
      StreamsRunner runner,
      PuenteSettings puente,
      MatcherSettings matcher,
      PeerClient peers,
      Clock clock) {
    QueryService service =
        QueryService.of(
            routes.orderedStream().toList(),
            runner::streams,
            runner::caughtUp,
            matcher.applicationServer(),
            peers,
            clock);
    return new QueryController(service, puente.internalToken());
  }

  @Bean
  StreamsHealth streamsHealthIndicator(StreamsRunner runner) {
    return new StreamsHealth(runner);
  }

  @Bean
  StreamsAlive streamsAliveHealthIndicator(StreamsRunner runner) {
    return new StreamsAlive(runner);
  }
}
