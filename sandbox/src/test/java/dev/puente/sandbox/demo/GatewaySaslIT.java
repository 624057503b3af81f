package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.ingest.IngestGatewayApplication;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker whose door for clients has TLS and asks for a password. */
class GatewaySaslIT {
  private static final String SECRET = "secret-of-the-test";
  private static final String PASSWORD = "store-password";
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"puente\" password=\"%s\"";

  @TempDir Path folder;

  @Test
  void shouldReachKafkaWithSaslOverTlsAsTheSettingsSay() throws Exception {
    // given
    Path store = certificate();
    int door = Ports.ANY.resolve(true).kafka();
    try (EmbeddedBroker broker = EmbeddedBroker.start(broker(store, door));
        RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        new TopicAdmin(admin, new Topics(""), Duration.ofSeconds(60)).create(1, (short) 1);
      }
      Map<String, Object> settings = settings(registry.url(), store, door);

      // when
      try (ConfigurableApplicationContext gateway = IngestGatewayApplication.start(settings);
          WebhookLoad load = new WebhookLoad(SECRET)) {
        load.sendOne(
            "http://127.0.0.1:%s/api/webhooks/chatwoot/shop"
                .formatted(gateway.getEnvironment().getProperty("local.server.port")),
            2_000);

        // then
        assertThat(load.answers()).containsOnlyKeys("200");
      }
      assertThat(
              new TopicReader(broker.bootstrapServers(), registry.url())
                  .all(new Topics("").chatwootEvents()))
          .hasSize(1);
      settings.put("puente.kafka.properties.sasl.jaas.config", JAAS.formatted("wrong") + ";");
      settings.put("puente.kafka.startup-timeout", "1s");
      assertThatThrownBy(() -> IngestGatewayApplication.start(settings))
          .rootCause()
          .hasMessageContaining("Kafka does not answer")
          .hasMessageNotContaining("wrong");
    }
  }

  private BrokerSettings broker(Path store, int door) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put(
        "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTRA:SASL_SSL");
    overrides.put("listener.name.extra.sasl.enabled.mechanisms", "PLAIN");
    overrides.put(
        "listener.name.extra.plain.sasl.jaas.config",
        JAAS.formatted("x") + " user_puente=\"right\";");
    overrides.put("listener.name.extra.ssl.keystore.type", "PKCS12");
    overrides.put("listener.name.extra.ssl.keystore.location", store.toString());
    overrides.put("listener.name.extra.ssl.keystore.password", PASSWORD);
    overrides.put("listener.name.extra.ssl.key.password", PASSWORD);
    return BrokerSettings.in(folder.resolve("kafka"))
        .withExtraListener(new BrokerSettings.ExtraListener(door, door))
        .withOverrides(overrides);
  }

  private Map<String, Object> settings(String registryUrl, Path store, int door) throws Exception {
    Path tenants =
        Files.writeString(
            folder.resolve("tenants.yml"),
            """
            tenants:
              shop:
                base_url: http://127.0.0.1:1
                account_id: 1
                inboxes: [{id: 1, channel: api}]
                webhook_secrets: [%s]
            """
                .formatted(SECRET));
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", 0);
    settings.put("server.address", "127.0.0.1");
    settings.put("management.server.port", 0);
    settings.put("puente.kafka.bootstrap-servers", "127.0.0.1:" + door);
    settings.put("puente.kafka.properties.security.protocol", "SASL_SSL");
    settings.put("puente.kafka.properties.sasl.mechanism", "PLAIN");
    settings.put("puente.kafka.properties.sasl.jaas.config", JAAS.formatted("right") + ";");
    settings.put("puente.kafka.properties.ssl.truststore.type", "PKCS12");
    settings.put("puente.kafka.properties.ssl.truststore.location", store);
    settings.put("puente.kafka.properties.ssl.truststore.password", PASSWORD);
    settings.put("puente.schema-registry-url", registryUrl);
    settings.put("puente.tenants-file", tenants);
    settings.put("puente.tenants-environment", false);
    settings.put("puente.internal-token", "internal-of-the-test");
    return settings;
  }

  private Path certificate() throws Exception {
    Path store = folder.resolve("broker.p12");
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "broker",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
    return store;
  }
}
