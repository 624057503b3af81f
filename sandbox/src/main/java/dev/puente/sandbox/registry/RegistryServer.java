package dev.puente.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.puente.sandbox.broker.PortBusyException;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema registry on loopback that speaks Confluent's API, for the demo and for tests. Its state
 * is in the topic {@code _schemas} of the broker, so ids and versions survive a restart. Only one
 * such server may work on a broker.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Set<String> ACCEPTED_TYPES =
      Set.of(
          MEDIA_TYPE,
          "application/vnd.schemaregistry+json",
          "application/json",
          "application/octet-stream");
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int MAX_CONCURRENT = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HttpServer http;
  private final SchemaTopic topic;
  private final Routes routes;
  private final JsonMapper json = JsonMapper.builder().build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

  private RegistryServer(HttpServer http, SchemaTopic topic, InMemorySchemaRegistry registry) {
    this.http = http;
    this.topic = topic;
    this.routes = new Routes(registry);
  }

  /**
   * Reads the topic, making it when it is not there, and begins to answer.
   *
   * @param port 0 for any free port
   * @throws PortBusyException when somebody else listens on the port
   * @throws IllegalStateException when the broker does not answer within 30 s
   */
  public static RegistryServer start(String bootstrapServers, int port) {
    HttpServer http = listen(port);
    try {
      SchemaTopic topic = new SchemaTopic(bootstrapServers);
      try {
        var registry = new InMemorySchemaRegistry(topic);
        topic.restoreInto(registry);
        var server = new RegistryServer(http, topic, registry);
        server.serve();
        return server;
      } catch (TimeoutException | RuntimeException e) {
        topic.close();
        throw e;
      }
    } catch (InterruptedException e) {
      http.stop(0);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the registry starts", e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      http.stop(0);
      throw new IllegalStateException(
          "the registry did not start on broker " + bootstrapServers + ": " + e.getMessage(), e);
    }
  }

  /** What clients set as {@code schema.registry.url}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The port it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    topic.close();
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), MAX_CONCURRENT);
    } catch (BindException e) {
      throw new PortBusyException(port, e);
    } catch (IOException e) {
      throw new IllegalStateException("the registry cannot listen on port " + port, e);
    }
  }

  private void serve() {
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = limited(exchange);
      byte[] body = json.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer limited(HttpExchange exchange) throws IOException {
    try {
      if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Answer.error(503, 503, "too many requests at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.error(503, 503, "the registry is stopping");
    }
    try {
      return answer(exchange);
    } catch (RuntimeException e) {
      LOG.error("registry request failed", e);
      return Answer.error(500, 500, "Internal Server Error");
    } finally {
      permits.release();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return Answer.error(413, 413, "body is larger than " + MAX_BODY_BYTES + " bytes");
    }
    if (body.length > 0 && !ACCEPTED_TYPES.contains(mediaType(exchange))) {
      return Answer.error(415, 415, "HTTP 415 Unsupported Media Type");
    }
    return routes.answer(
        Question.of(
            exchange.getRequestMethod(), exchange.getRequestURI(), new String(body, UTF_8)));
  }

  private static String mediaType(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Content-Type");
    return header == null ? "application/json" : header.split(";", 2)[0].strip();
  }
}
