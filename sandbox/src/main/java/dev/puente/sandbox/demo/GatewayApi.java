package dev.puente.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The gateway as a business system calls it. */
public final class GatewayApi implements AutoCloseable {
  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  /** Talks to the gateway at this URL. */
  public GatewayApi(String base) {
    this.base = base;
  }

  /**
   * An answer.
   *
   * @param body parsed body; a missing node when it is not JSON
   */
  public record Answer(int status, JsonNode body, String text) {}

  /** Sends JSON with a tenant's key; a null key sends none, a null body an empty one. */
  public Answer send(String method, String path, @Nullable String key, @Nullable JsonNode body) {
    return send(method, path, key, "application/json", body == null ? "" : body.toString());
  }

  /** Sends a text of any content type. */
  public Answer send(
      String method, String path, @Nullable String key, String contentType, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return exchange(method, path, request);
  }

  /** Reads with a tenant's key in a language. */
  Answer getIn(String language, String path, String key) {
    return exchange(
        "GET",
        path,
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + key)
            .header("Accept-Language", language));
  }

  /** Reads with a Chatwoot token. */
  Answer getWithToken(String path, String token) {
    return exchange(
        "GET",
        path,
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("api-access-token", token));
  }

  private Answer exchange(String method, String path, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method + " " + path, e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
