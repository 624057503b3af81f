package dev.puente.matcher.interactions;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventMessage;
import dev.puente.matcher.interactions.domain.Marker;
import dev.puente.matcher.state.InteractionMessage;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from an event the message that a client sees. Private notes and activity messages are talk
 * of the agents and of Chatwoot itself; templates are what the system says to the contact (Chatwoot
 * app/models/message.rb, 4.16).
 */
final class MessageReader {
  /** Longest text that is kept, UTF-16 units; WhatsApp takes 4,096. */
  static final int MAX_TEXT = 4_000;

  private static final String MESSAGE_CREATED = "message_created";

  private final String deployment;
  private final Predicate<String> textAllowed;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * A reader.
   *
   * @param deployment first part of our marker
   * @param textAllowed whether a tenant allows the text
   */
  MessageReader(String deployment, Predicate<String> textAllowed) {
    this.deployment = deployment;
    this.textAllowed = textAllowed;
  }

  /** Whether the event tells of a message that a client sees. */
  static boolean shows(@Nullable ChatwootEvent event) {
    if (event == null || event.getContact() == null || event.getMessage() == null) {
      return false;
    }
    EventMessage message = event.getMessage();
    return event.getEvent().equals(MESSAGE_CREATED)
        && !message.getPrivateNote()
        && switch (message.getMessageType()) {
          case "incoming", "outgoing", "template" -> true;
          default -> false;
        };
  }

  /** The message of an event that {@link #shows} one. */
  InteractionMessage read(ChatwootEvent event, long nowMillis) {
    EventMessage message = event.getMessage();
    Instant created = message.getCreatedAt();
    String notification =
        Marker.notificationId(message.getPuenteId(), deployment, event.getTenant());
    return InteractionMessage.newBuilder()
        .setContactId(event.getContact().getId())
        .setIncoming(message.getMessageType().equals("incoming"))
        .setInboxId(event.getInboxId())
        .setConversationId(event.getConversation() == null ? null : event.getConversation().getId())
        .setMessageId(message.getId())
        .setContentType(message.getContentType())
        .setContentLength(message.getContentLength())
        .setText(textAllowed.test(event.getTenant()) ? text(event.getRaw()) : null)
        .setOccurredAt((created == null ? event.getReceivedAt() : created).toEpochMilli())
        .setFromPuente(notification != null)
        .setNotificationId(notification)
        .setStoredAt(nowMillis)
        .build();
  }

  private @Nullable String text(String raw) {
    try {
      JsonNode content = json.readTree(raw).path("content");
      return content.isString() ? cut(content.stringValue()) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }
}
