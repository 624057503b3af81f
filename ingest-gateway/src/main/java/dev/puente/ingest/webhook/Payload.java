package dev.puente.ingest.webhook;

import static dev.puente.ingest.webhook.Nodes.firstOf;
import static dev.puente.ingest.webhook.Nodes.id;
import static dev.puente.ingest.webhook.Nodes.object;
import static dev.puente.ingest.webhook.Nodes.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where things are in a payload, by kind of event. Chatwoot's shapes of v4.8 to v4.16, automation
 * and macro posts, agent bots, and the loose shape that older integrations post by hand ({@code
 * conversation.contact.phone_number}). Nothing here throws: what is not there is absent.
 */
final class Payload {
  private static final int CHANGED_LIMIT = 200;

  private final ObjectNode root;
  private final String event;

  Payload(ObjectNode root, String event) {
    this.root = root;
    this.event = event;
  }

  ObjectNode root() {
    return root;
  }

  String event() {
    return event;
  }

  boolean ofMessage() {
    return event.startsWith("message_");
  }

  boolean ofContact() {
    return event.startsWith("contact_");
  }

  /** The conversation: inside of message and typing events, else the payload itself. */
  JsonNode conversation() {
    JsonNode inside = object(root, "conversation");
    if (!inside.isMissingNode()) {
      return inside;
    }
    JsonNode current = object(root, "current_conversation");
    if (!current.isMissingNode()) {
      return current;
    }
    boolean itself =
        !ofContact()
            && !ofMessage()
            && (event.startsWith("conversation_")
                || !object(root, "contact_inbox").isMissingNode()
                || !object(root, "meta").isMissingNode());
    return itself ? root : MissingNode.getInstance();
  }

  /** The last public message, embedded in the conversation. */
  JsonNode lastMessage() {
    return Nodes.first(conversation(), "messages");
  }

  /** The message of a message event. */
  JsonNode message() {
    return ofMessage() ? root : MissingNode.getInstance();
  }

  /** The contact, never the agent. */
  JsonNode contact() {
    if (ofContact()) {
      return root;
    }
    JsonNode sender = object(object(conversation(), "meta"), "sender");
    if (!sender.isMissingNode()) {
      return sender;
    }
    JsonNode loose = object(conversation(), "contact");
    if (!loose.isMissingNode()) {
      return loose;
    }
    JsonNode own = object(root, "contact");
    if (!own.isMissingNode()) {
      return own;
    }
    return "incoming".equals(messageType()) ? object(root, "sender") : MissingNode.getInstance();
  }

  @Nullable Long contactId() {
    return firstOf(
        id(contact(), "id"),
        id(contactInbox(), "contact_id"),
        id(conversation(), "contact_id"),
        ofContact() ? null : id(root, "contact_id"));
  }

  JsonNode contactInbox() {
    return object(conversation(), "contact_inbox");
  }

  @Nullable Long accountId() {
    return firstOf(
        id(object(root, "account"), "id"),
        id(object(conversation(), "account"), "id"),
        id(lastMessage(), "account_id"),
        id(object(contact(), "account"), "id"),
        id(root, "account_id"));
  }

  @Nullable Long inboxId() {
    return firstOf(
        id(object(root, "inbox"), "id"),
        id(conversation(), "inbox_id"),
        id(contactInbox(), "inbox_id"),
        id(lastMessage(), "inbox_id"),
        ofContact() ? null : id(root, "inbox_id"),
        id(Nodes.first(root, "working_hours"), "inbox_id"));
  }

  @Nullable String channel() {
    return text(conversation(), "channel");
  }

  /** Id of the contact in the inbox's channel. The message's own {@code source_id} is another. */
  @Nullable String sourceId() {
    return firstOf(
        text(contactInbox(), "source_id"),
        text(object(object(lastMessage(), "conversation"), "contact_inbox"), "source_id"),
        event.startsWith("webwidget_") ? text(root, "source_id") : null);
  }

  /** {@code incoming}, {@code outgoing}, …; numbers of the embedded form are translated. */
  @Nullable String messageType() {
    JsonNode type = root.path("message_type");
    if (type.isIntegralNumber()) {
      return switch (type.asInt(-1)) {
        case 0 -> "incoming";
        case 1 -> "outgoing";
        case 2 -> "activity";
        case 3 -> "template";
        default -> null;
      };
    }
    return text(root, "message_type");
  }

  /**
   * The delivery state of the message. The top level has none up to v4.16; the embedded last
   * message shows it only when it is the same message.
   */
  @Nullable String messageStatus() {
    if (!ofMessage()) {
      return null;
    }
    Long own = id(root, "id");
    boolean same = own != null && own.equals(id(lastMessage(), "id"));
    return firstOf(text(root, "status"), same ? text(lastMessage(), "status") : null);
  }

  /** Names of the changed columns; the list holds one-key objects, and is null at times. */
  List<String> changedAttributes() {
    JsonNode changed = root.path("changed_attributes");
    if (changed.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (changed.isObject()) {
      names.addAll(changed.propertyNames());
    }
    for (JsonNode item : changed) {
      if (changed.isArray() && item.isObject()) {
        names.addAll(item.propertyNames());
      } else if (changed.isArray() && item.isString()) {
        names.add(item.stringValue());
      }
    }
    return names.stream().limit(CHANGED_LIMIT).map(Surrogates::replaced).toList();
  }
}
