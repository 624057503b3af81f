package dev.puente.ingest.webhook;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ids that are equal for repeated deliveries of the same fact, whatever the delivery id says: one
 * fact can come through the account webhook and the API inbox, and through retried dispatcher jobs.
 */
final class EventIds {
  private EventIds() {}

  /** The id of an event of a tenant. */
  static String of(String tenant, Payload payload) {
    Long account = payload.accountId();
    ContentDigest digest =
        new ContentDigest().add(tenant).add(account == null ? 0 : account).add(payload.event());
    Long message = payload.ofMessage() ? Nodes.id(payload.root(), "id") : null;
    if (message == null) {
      return digest.add(stable(payload.root())).hex();
    }
    digest.add(message);
    if (payload.event().equals("message_created")) {
      return digest.hex();
    }
    @Nullable String status = payload.messageStatus();
    return digest
        .add(payload.root().path("content"))
        .add(payload.root().path("content_attributes"))
        .add(payload.root().path("source_id"))
        .add(status == null ? "" : status)
        .hex();
  }

  /** The body without the link's own time, which changes without a change of the fact. */
  private static JsonNode stable(ObjectNode root) {
    ObjectNode copy = root.deepCopy();
    dropTime(copy);
    if (copy.get("conversation") instanceof ObjectNode conversation) {
      dropTime(conversation);
    }
    return copy;
  }

  private static void dropTime(ObjectNode conversation) {
    if (conversation.get("contact_inbox") instanceof ObjectNode link) {
      link.remove("updated_at");
    }
  }
}
