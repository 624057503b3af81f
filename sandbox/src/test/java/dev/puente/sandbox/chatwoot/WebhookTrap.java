package dev.puente.sandbox.chatwoot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Receives webhooks and keeps them. */
final class WebhookTrap implements AutoCloseable {

  /** A webhook as received; header names are in lower case. */
  record Caught(Map<String, String> headers, byte[] raw, JsonNode body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String event() {
      return body.path("event").asString();
    }
  }

  private final List<Caught> caught = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile int status = 200;

  WebhookTrap() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answer(int newStatus) {
    status = newStatus;
  }

  List<Caught> caught() {
    return List.copyOf(caught);
  }

  List<Caught> caught(String event) {
    return caught.stream().filter(each -> each.event().equals(event)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                    header -> header.getValue().getFirst()));
    caught.add(new Caught(headers, body, Json.parse(body)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
