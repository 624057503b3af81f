package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code GET /api} and {@code GET /health}. */
final class ServerApi {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private ServerApi() {}

  static void addTo(Routes routes, InstantSource clock) {
    routes
        .add("GET", "/health", call -> Reply.ok(Json.object().put("status", "woot")))
        .add(
            "GET",
            "/api",
            call ->
                Reply.ok(
                    Json.object()
                        .put("version", "4.16.2")
                        .put("timestamp", TIME.format(clock.instant()))
                        .put("queue_services", "ok")
                        .put("data_services", "ok")));
  }
}
