package dev.puente.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one call to the first address that answers, with bounded retries. All calls of the registry
 * API may be repeated: reading, looking up, registering the same schema again.
 */
final class RegistryTransport implements AutoCloseable {
  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long MAX_ANSWER_BYTES = 16L * 1024 * 1024;

  /** Waits between two rounds. */
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  private final RegistryConfig config;
  private final Pause pause;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http;

  /** Where the last call succeeded; the next one starts there. */
  private volatile int preferred;

  RegistryTransport(RegistryConfig config, Pause pause) {
    this.config = config;
    this.pause = pause;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  /**
   * @param path with leading slash, already encoded
   * @param body JSON object or null for none
   * @throws SchemaRegistryException for every answer outside 2xx, and when there is none
   */
  JsonNode call(String method, String path, @Nullable Object body) {
    String text = body == null ? null : json.writeValueAsString(body);
    SchemaRegistryException last = null;
    for (int round = 0; round <= config.maxRetries(); round++) {
      if (round > 0) {
        pauseBefore(round);
      }
      int first = preferred;
      for (int i = 0; i < config.urls().size(); i++) {
        int index = (first + i) % config.urls().size();
        try {
          JsonNode answer = once(method, config.urls().get(index), path, text);
          preferred = index;
          return answer;
        } catch (SchemaRegistryException e) {
          if (!e.isUnavailable() || Thread.currentThread().isInterrupted()) {
            throw e;
          }
          last = e;
        }
      }
    }
    throw last == null ? SchemaRegistryException.unreachable("no address was tried", null) : last;
  }

  private JsonNode once(String method, URI base, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Accept", MEDIA_TYPE + ", application/json")
            .timeout(config.requestTimeout());
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    HttpResponse<String> answer = send(request.build(), method + " " + base + path);
    if (answer.statusCode() / 100 == 2) {
      return read(answer, method + " " + base + path);
    }
    throw refused(answer, method + " " + base + path);
  }

  /** The request's own timeout ends with the answer's headers; this one covers its body too. */
  private HttpResponse<String> send(HttpRequest request, String what) {
    CompletableFuture<HttpResponse<String>> future =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_ANSWER_BYTES));
    try {
      return future.get(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw SchemaRegistryException.unreachable(
          what + ": no answer within " + config.requestTimeout(), e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw SchemaRegistryException.unreachable(what + ": interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "failed";
      throw SchemaRegistryException.unreachable(what + ": " + kind, cause);
    }
  }

  private JsonNode read(HttpResponse<String> answer, String what) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      throw new SchemaRegistryException(
          answer.statusCode(), answer.statusCode(), what + ": answer is not JSON");
    }
  }

  private SchemaRegistryException refused(HttpResponse<String> answer, String what) {
    int status = answer.statusCode();
    int code = status;
    String message = "HTTP " + status;
    try {
      JsonNode body = json.readTree(answer.body());
      code = body.path("error_code").asInt(status);
      message = body.path("message").asString(message);
    } catch (JacksonException e) {
      // a proxy's page, not the registry's answer: the status says enough
    }
    return new SchemaRegistryException(
        status, code, "%s: %s (error_code %d)".formatted(what, message, code));
  }

  private void pauseBefore(int round) {
    long wait = config.retryWait().toMillis() << Math.min(round - 1, 20);
    try {
      pause.of(Duration.ofMillis(Math.min(wait, config.retryMaxWait().toMillis())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SchemaRegistryException.unreachable("interrupted while waiting for the registry", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
