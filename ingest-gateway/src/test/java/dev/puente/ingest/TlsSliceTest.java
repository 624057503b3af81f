package dev.puente.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.ingest.testing.RawCaller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The listener with a certificate from a Boot SSL bundle; the management port stays plain. */
class TlsSliceTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static Path store;
  private static ConfigurableApplicationContext gateway;

  @BeforeAll
  static void start() throws Exception {
    store = folder.resolve("gateway.p12");
    certificate(store);
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("server.ssl.bundle", "gateway");
    properties.put("spring.ssl.bundle.jks.gateway.keystore.location", store.toUri());
    properties.put("spring.ssl.bundle.jks.gateway.keystore.password", PASSWORD);
    properties.put("management.server.port", 0);
    properties.put("puente.internal-token", "internal");
    properties.put("puente.tenants-environment", false);
    properties.put("puente.tenants-file", RunningGateway.resource("tenants-test.yml"));
    properties.put("puente.ingest.publisher", "fake");
    properties.put("puente.ingest.views", "fake");
    properties.put("puente.ingest.connection.wait-limit", "5s");
    gateway = IngestGatewayApplication.start(properties, RunningGateway.Fakes.class);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void certificate(Path file) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "gateway",
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
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> get(HttpClient http, String scheme, String port, String path)
      throws IOException, InterruptedException {
    URI url =
        URI.create(
            scheme
                + "://127.0.0.1:"
                + gateway.getEnvironment().getProperty("local." + port + ".port")
                + path);
    return http.send(
        HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldAnswerOverTls() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
      // when
      HttpResponse<String> answer =
          get(http, "https", "server", "/api/webhooks/chatwoot/clinic-ar");

      // then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession()).isPresent();
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void shouldShowItsOwnCertificateOnly() throws Exception {
    // given
    try (HttpClient stranger = HttpClient.newHttpClient()) {
      // then
      assertThatThrownBy(() -> get(stranger, "https", "server", "/openapi.json"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void shouldEndWhoDripsTheHandshakeOrARecord() throws Exception {
    // given
    int port = gateway.getEnvironment().getProperty("local.server.port", Integer.class, 0);
    byte[] beginOfAHello = {0x16, 0x03, 0x01, 0x10, 0x00, 0x01, 0x00, 0x0f, (byte) 0xfc};
    byte[] beginOfARecord = {0x17, 0x03, 0x03, 0x40, 0x00};
    try (RawCaller stranger = new RawCaller("127.0.0.1", port);
        RawCaller caller = new RawCaller("127.0.0.1", port);
        SSLSocket tls =
            (SSLSocket)
                trusting(store)
                    .getSocketFactory()
                    .createSocket(caller.socket(), "127.0.0.1", port, true)) {
      tls.startHandshake();
      caller.send(beginOfARecord);
      stranger.send(beginOfAHello);

      // when
      caller.drip(0x03);
      stranger.drip(0x03);

      // then
      assertThat(stranger.isEnded()).isTrue();
      assertThat(caller.isEnded()).isTrue();
    }
  }

  @Test
  void shouldKeepManagementPlainAndOnLoopback() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(get(http, "http", "management", "/health/live").statusCode()).isEqualTo(200);
    }
    assertThat(gateway.getEnvironment().getProperty("management.server.address"))
        .isEqualTo("127.0.0.1");
  }
}
