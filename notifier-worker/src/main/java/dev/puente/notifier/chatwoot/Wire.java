package dev.puente.notifier.chatwoot;

import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.InboxLink;
import dev.puente.notifier.chatwoot.Views.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Chatwoot's JSON leniently; null stands for "not what was expected". */
final class Wire {
  private static final int OUTGOING = 1;
  private static final int TEMPLATE = 3;

  private Wire() {}

  static <T> @Nullable List<T> list(JsonNode array, Function<JsonNode, @Nullable T> reader) {
    if (!array.isArray()) {
      return null;
    }
    List<T> values = new ArrayList<>();
    for (JsonNode node : array) {
      T value = reader.apply(node);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  static @Nullable ContactView contact(JsonNode node) {
    if (!node.path("id").isIntegralNumber()) {
      return null;
    }
    JsonNode links = node.path("contact_inboxes");
    return new ContactView(
        node.path("id").asLong(),
        text(node.path("name")),
        text(node.path("phone_number")),
        text(node.path("identifier")),
        node.path("last_activity_at").asLong(0),
        links.isArray() ? list(links, Wire::link) : null);
  }

  private static InboxLink link(JsonNode node) {
    JsonNode inbox = node.path("inbox");
    return new InboxLink(
        inbox.path("id").asLong(0),
        inbox.path("channel_type").asString(""),
        node.path("source_id").asString(""));
  }

  static @Nullable ConversationView conversation(JsonNode node) {
    if (!node.path("id").isIntegralNumber()) {
      return null;
    }
    JsonNode messages = node.path("messages");
    return new ConversationView(
        node.path("id").asLong(),
        node.path("inbox_id").asLong(0),
        node.path("status").asString(""),
        node.path("last_activity_at").asLong(0),
        messages.isArray() && !messages.isEmpty()
            ? message(messages.get(messages.size() - 1))
            : null);
  }

  /** Both forms: of the message endpoints ({@code sender}) and embedded ({@code sender_type}). */
  static @Nullable MessageView message(JsonNode node) {
    if (!node.path("id").isIntegralNumber()) {
      return null;
    }
    int type = node.path("message_type").asInt(-1);
    JsonNode attributes = node.path("content_attributes");
    JsonNode sender = node.path("sender");
    String senderType = node.path("sender_type").asString(sender.path("type").asString(""));
    JsonNode senderId = sender.has("id") ? sender.path("id") : node.path("sender_id");
    return new MessageView(
        node.path("id").asLong(),
        node.path("conversation_id").asLong(0),
        node.path("created_at").asLong(0),
        type == OUTGOING || type == TEMPLATE,
        text(attributes.path(RequestBodies.MARKER_ATTRIBUTE)),
        attributes.path("deleted").asBoolean(false),
        senderType.toLowerCase(Locale.ROOT).equals("user"),
        senderId.isIntegralNumber() ? senderId.asLong() : null);
  }

  static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.asString() : "";
    return text.isEmpty() ? null : text;
  }
}
