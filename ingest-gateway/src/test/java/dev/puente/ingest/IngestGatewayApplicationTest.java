package dev.puente.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestGatewayApplicationTest {
  private static Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", 0);
    properties.put("management.server.port", 0);
    properties.put("puente.tenants-environment", false);
    properties.put("puente.internal-token", "internal");
    properties.put("puente.kafka.bootstrap-servers", "127.0.0.1:1");
    properties.put("puente.kafka.startup-timeout", "0s");
    return properties;
  }

  @Test
  void shouldNotStartWithoutKafka() {
    assertThatThrownBy(() -> IngestGatewayApplication.start(properties()))
        .hasStackTraceContaining("ingest-gateway can not start: Kafka does not answer");
  }

  @Test
  void shouldNotStartWithoutInternalToken() {
    // given
    Map<String, Object> properties = properties();
    properties.remove("puente.internal-token");

    // then
    assertThatThrownBy(() -> IngestGatewayApplication.start(properties))
        .hasStackTraceContaining("puente.internal-token (PUENTE_INTERNAL_TOKEN) is missing");
  }

  @Test
  void shouldNotStartWithWrongSettings() {
    // given
    Map<String, Object> properties = properties();
    properties.put("puente.ingest.max-in-flight", "0");

    // then
    assertThatThrownBy(() -> IngestGatewayApplication.start(properties))
        .hasStackTraceContaining("puente.ingest.max-in-flight must be from 1 to 1000000, was 0");
  }
}
