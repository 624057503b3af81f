package dev.puente.notifier.chatwoot;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.delivery.LiquidText;
import dev.puente.notifier.delivery.Task.TemplateUse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies as Chatwoot v4.16.2 reads them. */
final class RequestBodies {
  /** Plain id of the notification in a message's {@code content_attributes}. */
  static final String NOTIFICATION_ATTRIBUTE = "puente_notification_id";

  /** Full marker in a message's {@code content_attributes}. */
  static final String MARKER_ATTRIBUTE = "puente_id";

  private final JsonMapper json;

  RequestBodies(JsonMapper json) {
    this.json = json;
  }

  /** One condition for each value, joined with OR: only the first of {@code values} counts. */
  byte[] filter(String attribute, List<String> values) {
    ObjectNode root = json.createObjectNode();
    ArrayNode conditions = root.putArray("payload");
    for (int i = 0; i < values.size(); i++) {
      ObjectNode condition = conditions.addObject();
      condition.put("attribute_key", attribute);
      condition.put("filter_operator", "equal_to");
      condition.putArray("values").add(values.get(i));
      condition.put("query_operator", i == values.size() - 1 ? null : "OR");
    }
    return bytes(root);
  }

  byte[] contact(ContactFields fields, @Nullable Long inboxId, @Nullable String sourceId) {
    ObjectNode root = json.createObjectNode();
    put(root, "name", fields.name());
    put(root, "email", fields.email());
    put(root, "phone_number", fields.phoneNumber());
    put(root, "identifier", fields.identifier());
    if (!fields.customAttributes().isEmpty()) {
      root.set("custom_attributes", json.valueToTree(fields.customAttributes()));
    }
    if (inboxId != null) {
      root.put("inbox_id", inboxId);
      put(root, "source_id", sourceId);
    }
    return bytes(root);
  }

  byte[] names(List<String> names) {
    ObjectNode root = json.createObjectNode();
    ArrayNode array = root.putArray("custom_attributes");
    names.forEach(array::add);
    return bytes(root);
  }

  byte[] link(long inboxId, @Nullable String sourceId) {
    ObjectNode root = json.createObjectNode();
    root.put("inbox_id", inboxId);
    put(root, "source_id", sourceId);
    return bytes(root);
  }

  byte[] conversation(NewConversation conversation) {
    ObjectNode root = json.createObjectNode();
    root.put("contact_id", conversation.contactId());
    root.put("inbox_id", conversation.inboxId());
    put(root, "source_id", conversation.sourceId());
    root.set("message", node(conversation.message()));
    return bytes(root);
  }

  byte[] message(NewMessage message) {
    return bytes(node(message));
  }

  private ObjectNode node(NewMessage message) {
    ObjectNode node = json.createObjectNode();
    put(node, "content", message.content());
    node.put("message_type", "outgoing");
    ObjectNode attributes = node.putObject("content_attributes");
    attributes.put(NOTIFICATION_ATTRIBUTE, message.notificationId());
    attributes.put(MARKER_ATTRIBUTE, message.marker());
    TemplateUse template = message.template();
    if (template != null) {
      node.set("template_params", template(template));
    }
    return node;
  }

  /** Without parameters the key is left out: null and arrays are refused with 422. */
  private ObjectNode template(TemplateUse template) {
    ObjectNode node = json.createObjectNode();
    node.put("name", template.name());
    node.put("language", template.language());
    put(node, "category", template.category());
    put(node, "namespace", template.namespace());
    if (template.paramsJson() != null) {
      JsonNode params = json.readTree(template.paramsJson());
      if (params.isObject() && !params.isEmpty()) {
        node.set("processed_params", escaped(params));
      }
    }
    return node;
  }

  private JsonNode escaped(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = json.createObjectNode();
        object.properties().forEach(e -> copy.set(e.getKey(), escaped(e.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = json.createArrayNode();
        array.values().forEach(value -> copy.add(escaped(value)));
        yield copy;
      }
      default -> node.isString() ? json.valueToTree(LiquidText.escape(node.asString())) : node;
    };
  }

  private byte[] bytes(ObjectNode node) {
    return json.writeValueAsBytes(node);
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
