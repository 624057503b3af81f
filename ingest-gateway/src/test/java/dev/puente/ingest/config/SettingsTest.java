package dev.puente.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class SettingsTest {
  private static PuenteProperties puente(@Nullable String token, String matcher) {
    return new PuenteProperties(
        kafka(Map.of()), "http://r", "", null, true, token, URI.create(matcher));
  }

  private static PuenteProperties.Kafka kafka(Map<String, String> more) {
    return new PuenteProperties.Kafka("localhost:9092", more, Duration.ofSeconds(60));
  }

  private static IngestProperties ingest(Duration ack, int inFlight, int window) {
    return new IngestProperties(
        null,
        DataSize.ofMegabytes(4),
        ack,
        inFlight,
        window,
        10,
        Duration.ofSeconds(5),
        form(60, List.of()),
        new IngestProperties.Matcher(
            Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(5)));
  }

  private static IngestProperties.Form form(int rate, List<String> proxies) {
    return new IngestProperties.Form(rate, 10, "", proxies, Map.of());
  }

  private static SpoolProperties spool(DataSize size, Duration after) {
    return new SpoolProperties(
        null, size, DataSize.ofKilobytes(64), after, Duration.ofSeconds(1), false);
  }

  @Test
  void shouldNeedTheInternalToken() {
    assertThatThrownBy(() -> puente(" ", "http://m"))
        .hasMessageContaining("puente.internal-token")
        .hasMessageContaining("PUENTE_INTERNAL_TOKEN");
  }

  @Test
  void shouldNameKeyAndValueOfWrongSettings() {
    assertThatThrownBy(() -> puente("t", "ftp://m")).hasMessageContaining("puente.matcher-url");
    assertThatThrownBy(() -> ingest(Duration.ofMillis(1), 10, 5))
        .hasMessageContaining("puente.ingest.ack-limit")
        .hasMessageContaining("PT0.001S");
    assertThatThrownBy(() -> ingest(Duration.ofSeconds(1), 10, 11))
        .hasMessageContaining("puente.ingest.import-window must be from 1 to 10, was 11");
    assertThatThrownBy(() -> form(1, List.of("10.0.0.0/33")))
        .hasMessageContaining("puente.ingest.form.trusted-proxies")
        .hasMessageContaining("10.0.0.0/33");
    assertThatThrownBy(() -> spool(DataSize.ofBytes(1), Duration.ofMillis(800)))
        .hasMessageContaining("puente.ingest.spool.max-size");
    assertThatThrownBy(() -> spool(DataSize.ofMegabytes(100), Duration.ofSeconds(4)))
        .hasMessageContaining("puente.ingest.spool.after must be from PT0.05S to PT3S, was PT4S");
    assertThatThrownBy(
            () -> new ConnectionProperties(-1, Duration.ofSeconds(1), DataSize.ofBytes(1)))
        .hasMessageContaining("puente.ingest.connection.per-address");
    assertThatThrownBy(() -> new ConnectionProperties(0, Duration.ZERO, DataSize.ofBytes(1)))
        .hasMessageContaining("puente.ingest.connection.wait-limit");
    assertThatThrownBy(
            () -> new ConnectionProperties(0, Duration.ofSeconds(1), DataSize.ofBytes(0)))
        .hasMessageContaining("puente.ingest.connection.min-rate");
    assertThatThrownBy(() -> form(-1, List.of()))
        .hasMessageContaining("puente.ingest.form.rate-per-minute");
    assertThatThrownBy(() -> new PuenteProperties.Kafka(" ", Map.of(), Duration.ofSeconds(1)))
        .hasMessageContaining("puente.kafka.bootstrap-servers");
  }

  @Test
  void shouldNotShowSecrets() {
    // given
    PuenteProperties.Kafka kafka = kafka(Map.of("sasl.jaas.config", "password=hunter2"));

    // then
    assertThat(kafka.toString()).doesNotContain("hunter2");
    assertThat(puente("tok", "http://m").toString()).doesNotContain("tok");
  }

  @Test
  void shouldAnswerWithinThe5SecondsThatChatwootWaits() {
    assertThat(KafkaSettings.MAX_BLOCK_MS + KafkaSettings.DELIVERY_TIMEOUT_MS).isLessThan(4_500);
  }

  @Test
  void shouldPassKafkaPropertiesThrough() {
    // when
    Map<String, Object> settings =
        KafkaSettings.producer(kafka(Map.of("security.protocol", "SSL", "linger.ms", "9")));

    // then
    assertThat(settings)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "9")
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
  }

  @Test
  void shouldTakeKafkaPropertiesFromTheEnvironmentForEveryClient() {
    // given
    String jaas =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\""
            + " password=\"hunter2\";";
    Map<String, Object> environment =
        Map.of(
            "PUENTE_INTERNAL_TOKEN", "t",
            "PUENTE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
            "PUENTE_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512",
            "PUENTE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", jaas,
            "PUENTE_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", "/etc/puente/trust.p12");
    MockEnvironment springs = new MockEnvironment();
    springs
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));

    // when
    PuenteProperties bound = Binder.get(springs).bind("puente", PuenteProperties.class).get();

    // then
    for (Map<String, Object> settings :
        List.of(KafkaSettings.producer(bound.kafka()), KafkaSettings.admin(bound.kafka()))) {
      assertThat(settings)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
          .containsEntry("sasl.jaas.config", jaas)
          .containsEntry("ssl.truststore.location", "/etc/puente/trust.p12");
    }
    assertThat(bound.toString()).doesNotContain("hunter2");
  }
}
