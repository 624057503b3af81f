package dev.puente.sandbox.demo;

import static dev.puente.sandbox.demo.Steps.await;
import static dev.puente.sandbox.demo.Steps.require;

import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.demo.FarSide.Message;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puente on one side, Chatwoot on the other: the calls of a business system and the waits for what
 * they cause.
 *
 * @param gateway the HTTP API
 * @param kafka a producer of requests
 * @param far Chatwoot
 * @param keys API key by tenant
 */
record World(GatewayApi gateway, RequestPublisher kafka, FarSide far, Map<String, String> keys) {
  private static final int UNAVAILABLE = 503;

  Answer send(String method, String path, String tenant, @Nullable JsonNode body) {
    return gateway.send(method, path, key(tenant), body);
  }

  Answer notify(String tenant, ObjectNode request) {
    return repeated(
        "POST /api/notifications", () -> send("POST", "/api/notifications", tenant, request));
  }

  /** As the answer asks: 503 means that it may be repeated, and nothing happens twice by it. */
  private static Answer repeated(String what, Supplier<Answer> call) {
    return await(
        "an answer other than 503 to " + what,
        () -> Optional.of(call.get()).filter(answer -> answer.status() != UNAVAILABLE));
  }

  static ObjectNode notification(String id, String client, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("type", "APPOINTMENT_REMINDER")
        .put("channel", "CHATWOOT")
        .put("recipient_id", client)
        .put("message", message);
  }

  void put(String tenant, String client, JsonNode body) {
    Answer answer =
        repeated(
            "PUT " + client,
            () -> gateway.send("PUT", "/api/clients/" + client, key(tenant), body));
    require(
        answer.status() == 200,
        "PUT " + client + " answered " + answer.status() + " " + answer.text());
  }

  Answer get(String tenant, String path) {
    return gateway.send("GET", path, key(tenant), null);
  }

  String key(String tenant) {
    return Objects.requireNonNull(keys.get(tenant), "no key for " + tenant);
  }

  long contactOf(String tenant, String client) {
    return far.contacts(tenant).stream()
        .filter(c -> client.equals(c.customAttributes().get("client_id")))
        .findFirst()
        .orElseThrow(() -> new Steps.NotSeenException("no contact of " + client))
        .id();
  }

  Contact awaitLinked(String tenant, long contact, String client) {
    return await(
        "client_id=" + client + " at contact " + contact,
        () ->
            far.contact(tenant, contact)
                .filter(c -> client.equals(c.customAttributes().get("client_id"))));
  }

  void awaitState(String tenant, long contact, String state) {
    await(
        "link state " + state + " of contact " + contact,
        () ->
            Optional.of(get(tenant, "/api/contacts/" + contact + "/link"))
                .filter(a -> state.equals(a.body().path("state").asString(""))));
  }

  Message awaitMessage(String tenant, long contact, String content) {
    return await(
        "the message at contact " + contact,
        () ->
            far.sentTo(tenant, contact).stream()
                .filter(m -> m.content().equals(content))
                .findFirst());
  }

  String awaitOutcome(String tenant, String id, Predicate<String> state) {
    return await(
        "the outcome of " + id,
        () ->
            Optional.of(get(tenant, "/api/notifications/" + id).body().path("status").asString(""))
                .filter(state));
  }
}
