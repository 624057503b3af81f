package dev.puente.ingest.webhook;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes what must not be kept from a payload: credentials (the widget's {@code pubsub_token}, the
 * channel record of inbox events with its tokens and provider settings) and contact IP addresses.
 */
final class Redaction {
  private Redaction() {}

  /** Cleans the tree in place. Its depth is limited by the parser. */
  static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
      while (entries.hasNext()) {
        Map.Entry<String, JsonNode> entry = entries.next();
        if (dropped(entry.getKey(), entry.getValue())) {
          entries.remove();
        } else {
          clean(entry.getValue());
        }
      }
    } else if (node.isArray()) {
      node.forEach(Redaction::clean);
    }
  }

  /** A conversation's {@code channel} is a text, an inbox event's is the raw channel record. */
  private static boolean dropped(String name, JsonNode value) {
    return switch (name) {
      case "pubsub_token",
          "created_at_ip",
          "updated_at_ip",
          "hmac_token",
          "secret",
          "provider_config",
          "api_access_token",
          "access_token",
          "page_access_token",
          "user_access_token",
          "auth_token",
          "api_key",
          "imap_password",
          "smtp_password" ->
          true;
      case "channel" -> value.isContainer();
      default -> false;
    };
  }
}
