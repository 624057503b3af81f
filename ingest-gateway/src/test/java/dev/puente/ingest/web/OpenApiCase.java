package dev.puente.ingest.web;

import dev.puente.ingest.RunningGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one operation, the answer it has to get, and what has to be so before.
 *
 * @param key API key; null: none
 * @param secret webhook secret to sign with; null: unsigned
 */
record OpenApiCase(
    String operation,
    int status,
    String path,
    @Nullable String key,
    @Nullable String secret,
    @Nullable String mediaType,
    byte[] body,
    Consumer<RunningGateway> given) {

  static OpenApiCase of(String operation, int status, String path) {
    return new OpenApiCase(
        operation, status, path, "ar-all", null, null, new byte[0], gateway -> {});
  }

  OpenApiCase key(@Nullable String other) {
    return new OpenApiCase(operation, status, path, other, secret, mediaType, body, given);
  }

  OpenApiCase signed(String with) {
    return new OpenApiCase(operation, status, path, null, with, mediaType, body, given);
  }

  OpenApiCase json(String text) {
    return body("application/json", text);
  }

  OpenApiCase body(String type, String text) {
    return new OpenApiCase(
        operation, status, path, key, secret, type, text.getBytes(StandardCharsets.UTF_8), given);
  }

  OpenApiCase given(Consumer<RunningGateway> before) {
    return new OpenApiCase(operation, status, path, key, secret, mediaType, body, before);
  }

  /** The path without query. */
  String plainPath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  HttpRequest.Builder request(RunningGateway gateway, String method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.url(path)).timeout(Duration.ofSeconds(20));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (secret != null) {
      String timestamp = Long.toString(Instant.now().getEpochSecond());
      request.header("X-Chatwoot-Timestamp", timestamp);
      request.header("X-Chatwoot-Signature", RunningGateway.signature(secret, timestamp, body));
    }
    if (status == 406) {
      request.header("Accept", "text/html, application/json;q=0");
    }
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    return request.method(
        method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
  }

  @Override
  public String toString() {
    return operation + " " + status + (mediaType == null ? "" : " " + mediaType) + " as " + key;
  }
}
