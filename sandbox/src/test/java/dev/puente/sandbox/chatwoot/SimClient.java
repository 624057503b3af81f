package dev.puente.sandbox.chatwoot;

import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A small client for tests. */
final class SimClient implements AutoCloseable {

  /** An answer with its JSON, which is missing when the body is empty or no JSON. */
  record Answer(int status, String contentType, String text, JsonNode json) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private @Nullable String token;

  SimClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  SimClient withToken(@Nullable String newToken) {
    return new SimClient(base, newToken);
  }

  Answer get(String path) throws IOException {
    return send("GET", path, null);
  }

  Answer post(String path, ObjectNode body) throws IOException {
    return send("POST", path, body);
  }

  Answer send(String method, String path, @Nullable JsonNode body) throws IOException {
    return send(method, path, body == null ? null : Json.bytes(body), "application/json");
  }

  Answer send(String method, String path, byte @Nullable [] body, String contentType)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    if (token != null) {
      request.header("api-access-token", token);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", contentType);
      request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean isJson = type.contains("json") && response.body().length > 0;
      return new Answer(
          response.statusCode(),
          type,
          new String(response.body(), StandardCharsets.UTF_8),
          isJson ? Json.parse(response.body()) : Json.object().missingNode());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
