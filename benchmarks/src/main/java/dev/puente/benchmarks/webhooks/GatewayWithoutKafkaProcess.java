package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.process.Lifeline;
import dev.puente.ingest.config.GatewayConfiguration;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puente's gateway whose records are serialized and then thrown away: the bound of its server. */
final class GatewayWithoutKafkaProcess {
  private GatewayWithoutKafkaProcess() {}

  /** Arguments: those of the gateway. */
  public static void main(String[] arguments) {
    Lifeline.hold();
    new SpringApplicationBuilder(GatewayConfiguration.class, Nowhere.class)
        .properties(Map.of("spring.config.name", "ingest-gateway"))
        .run(arguments);
  }

  /** In the place of the Kafka adapter. */
  @Configuration(proxyBeanMethods = false)
  static class Nowhere {
    @Bean
    EventPublisher eventPublisher() {
      AvroSerializer<SpecificRecord> serializer =
          new AvroSerializer<>(new InMemorySchemaRegistry());
      return new EventPublisher() {
        @Override
        public CompletableFuture<Void> publish(Publication publication) {
          serializer.serialize(publication.topic().name(), publication.value());
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean reachable() {
          return true;
        }
      };
    }
  }
}
