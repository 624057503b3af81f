package dev.puente.ingest;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.testing.FakePublisher;
import dev.puente.ingest.testing.FakeViews;
import dev.puente.ingest.view.MatcherViews;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway on free ports with faked Kafka and matcher, started once for all slice tests. */
public final class RunningGateway {
  private static final RunningGateway SHARED = new RunningGateway();

  private final ConfigurableApplicationContext context;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final JsonMapper mapper = JsonMapper.builder().build();

  private RunningGateway() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("management.server.port", 0);
    properties.put("puente.internal-token", "internal");
    properties.put("puente.tenants-environment", false);
    properties.put("puente.tenants-file", resource("tenants-test.yml"));
    properties.put("puente.ingest.publisher", "fake");
    properties.put("puente.ingest.views", "fake");
    properties.put("puente.ingest.ack-limit", "300ms");
    properties.put("puente.ingest.form.rate-per-minute", 1000);
    // Tests send the same payloads again and again.
    properties.put("puente.ingest.webhook.remembered-events", 0);
    properties.put("puente.ingest.webhook.body-time-limit", "1s");
    properties.put(
        "puente.ingest.form.redirect-urls.shop-mx", "https://pay.example/{subscription_id}");
    context = IngestGatewayApplication.start(properties, Fakes.class);
  }

  @Configuration(proxyBeanMethods = false)
  static class Fakes {
    @Bean
    EventPublisher eventPublisher() {
      return new FakePublisher();
    }

    @Bean
    MatcherViews matcherViews() {
      return new FakeViews();
    }
  }

  /** The shared one, with its fakes reset. */
  public static RunningGateway reset() {
    SHARED.publisher().reset();
    SHARED.views().reset();
    return SHARED;
  }

  /** The faked Kafka. */
  public FakePublisher publisher() {
    return (FakePublisher) context.getBean(EventPublisher.class);
  }

  /** The faked matcher. */
  public FakeViews views() {
    return (FakeViews) context.getBean(MatcherViews.class);
  }

  /** A bean of the application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A URL of the API. */
  public URI url(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  /** A URL of the management port. */
  public URI managementUrl(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + path);
  }

  /** A request with a key. */
  public HttpRequest.Builder request(String key, String path) {
    return HttpRequest.newBuilder(url(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + key);
  }

  /** A JSON request with a key. */
  public Answer json(String key, String method, String path, String body) {
    return send(
        request(key, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  /** A request without body. */
  public Answer call(String key, String method, String path) {
    return send(request(key, path).method(method, BodyPublishers.noBody()));
  }

  /** A webhook, signed now; without secret: unsigned. */
  public Answer webhook(
      String path, byte[] body, @org.jspecify.annotations.Nullable String secret) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("X-Chatwoot-Delivery", "delivery-1")
            .POST(BodyPublishers.ofByteArray(body));
    if (secret != null) {
      String timestamp = Long.toString(Instant.now().getEpochSecond());
      request.header("X-Chatwoot-Timestamp", timestamp);
      request.header("X-Chatwoot-Signature", signature(secret, timestamp, body));
    }
    return send(request);
  }

  /** Sends and reads the answer. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response, mapper);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<byte[]> response, JsonMapper mapper) {
    /** Status. */
    public int status() {
      return response.statusCode();
    }

    /** Body as text. */
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Body as JSON. */
    public JsonNode body() {
      return mapper.readTree(response.body());
    }

    /** A header, or the empty text. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** {@code field:code} of every error. */
    public java.util.List<String> errors() {
      return body()
          .path("errors")
          .valueStream()
          .map(e -> e.path("field").asString() + ":" + e.path("code").asString())
          .toList();
    }
  }

  /** A signature as Chatwoot makes it. */
  public static String signature(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A file of the test resources. */
  public static Path resource(String name) {
    try {
      return Path.of(RunningGateway.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
