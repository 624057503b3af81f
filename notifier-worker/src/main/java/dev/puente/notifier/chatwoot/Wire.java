package dev.puente.notifier.chatwoot;

import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.InboxLink;
import dev.puente.notifier.chatwoot.Views.MessageView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Chatwoot's JSON leniently; null stands for "not what was expected". */
final class Wire {
  /** Outgoing and template, as the API and as webhooks write them. */
  private static final Set<Long> OUR_NUMBERS = Set.of(1L, 3L);

  private static final Set<String> OUR_TYPES = Set.of("outgoing", "template");

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
    Long id = number(node.path("id"));
    if (id == null) {
      return null;
    }
    JsonNode links = node.path("contact_inboxes");
    return new ContactView(
        id,
        text(node.path("name")),
        text(node.path("phone_number")),
        text(node.path("identifier")),
        seconds(node.path("last_activity_at")),
        links.isArray() ? list(links, Wire::link) : null);
  }

  private static InboxLink link(JsonNode node) {
    JsonNode inbox = node.path("inbox");
    return new InboxLink(
        orZero(inbox.path("id")),
        inbox.path("channel_type").asString(""),
        node.path("source_id").asString(""));
  }

  static @Nullable ConversationView conversation(JsonNode node) {
    Long id = number(node.path("id"));
    if (id == null) {
      return null;
    }
    JsonNode messages = node.path("messages");
    return new ConversationView(
        id,
        orZero(node.path("inbox_id")),
        node.path("status").asString(""),
        seconds(node.path("last_activity_at")),
        messages.isArray() && !messages.isEmpty()
            ? message(messages.get(messages.size() - 1))
            : null);
  }

  /** Both forms: of the message endpoints ({@code sender}) and embedded ({@code sender_type}). */
  static @Nullable MessageView message(JsonNode node) {
    Long id = number(node.path("id"));
    if (id == null) {
      return null;
    }
    JsonNode attributes = node.path("content_attributes");
    JsonNode sender = node.path("sender");
    String senderType = node.path("sender_type").asString(sender.path("type").asString(""));
    JsonNode senderId = sender.has("id") ? sender.path("id") : node.path("sender_id");
    return new MessageView(
        id,
        orZero(node.path("conversation_id")),
        seconds(node.path("created_at")),
        outgoing(node.path("message_type")),
        text(attributes.path(RequestBodies.MARKER_ATTRIBUTE)),
        attributes.path("deleted").asBoolean(false),
        senderType.toLowerCase(Locale.ROOT).equals("user"),
        number(senderId));
  }

  private static boolean outgoing(JsonNode type) {
    Long number = number(type);
    return number == null ? OUR_TYPES.contains(type.asString("")) : OUR_NUMBERS.contains(number);
  }

  /** A whole number, also one that is written as text; null when it is none. */
  private static @Nullable Long number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Long) node.asLong() : null;
    }
    String text = node.isString() ? node.asString() : "";
    return text.matches("\\d{1,18}") ? (Long) Long.parseLong(text) : null;
  }

  private static long orZero(JsonNode node) {
    Long number = number(node);
    return number == null ? 0 : number;
  }

  /** Epoch seconds of a moment that may be written as a date; 0 when it is none. */
  private static long seconds(JsonNode node) {
    if (node.isNumber()) {
      return (long) node.asDouble();
    }
    Long number = number(node);
    if (number != null || !node.isString()) {
      return number == null ? 0 : number;
    }
    try {
      return Instant.parse(node.asString()).getEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.asString() : "";
    return text.isEmpty() ? null : text;
  }
}
