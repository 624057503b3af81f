package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.SenderType;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Storing messages and what follows from each ({@code app/models/message.rb}). */
public final class Messages {

  private static final Set<String> STATUSES = Set.of("sent", "delivered", "read", "failed");

  private Messages() {}

  /**
   * @throws Problem 404 when the conversation has no such message
   */
  public static MessageRow require(Tables tables, ConversationRow conversation, long id) {
    MessageRow message = tables.messages.get(id);
    if (message == null || message.conversationId != conversation.id) {
      throw Problem.notFound();
    }
    return message;
  }

  /** Stores a checked message. */
  static MessageRow add(Tx tx, ConversationRow conversation, Draft draft) {
    return add(tx, conversation, draft, Json.array());
  }

  /** Stores a checked message with files, which get their ids. */
  static MessageRow add(Tx tx, ConversationRow conversation, Draft draft, ArrayNode files) {
    MessageRow message = store(tx, conversation, draft);
    message.attachments = Attachments.stored(tx, message, files);
    if (message.type == Type.INCOMING) {
      reopen(tx, conversation);
    }
    tx.emit(Event.message("message_created", conversation, message));
    if (message.type != Type.INCOMING && !message.isPrivate) {
      tx.emit(Event.message(Event.SEND_REPLY, conversation, message));
    }
    if (message.type == Type.INCOMING) {
      Conversations.change(
          tx,
          conversation,
          () -> {
            if (conversation.waitingSince == null) {
              conversation.waitingSince = tx.now();
            }
          });
      Contacts.noteActivity(tx, tx.tables().contact(conversation.contactId));
    } else if (isHumanReply(message)) {
      noteReply(tx, conversation);
    }
    return message;
  }

  /** The inbox's greeting: no sender, no reply. */
  public static MessageRow greet(Tx tx, ConversationRow conversation, String text) {
    return add(tx, conversation, Draft.of(Type.TEMPLATE, text));
  }

  /** A message of an automation rule: outgoing without sender. */
  public static MessageRow automate(Tx tx, ConversationRow conversation, long ruleId, String text) {
    ObjectNode rule = Json.object().put("automation_rule_id", ruleId);
    return add(tx, conversation, Draft.of(Type.OUTGOING, text).withAttributes(rule));
  }

  /** Stores an activity note, of which no event tells. */
  static void addActivity(Tx tx, ConversationRow conversation, String text) {
    store(tx, conversation, Draft.of(Type.ACTIVITY, text));
  }

  private static MessageRow store(Tx tx, ConversationRow conversation, Draft draft) {
    Tables tables = tx.tables();
    MessageRow message =
        new MessageRow(
            tables.ids.next(Ids.Table.MESSAGE),
            conversation,
            draft.type(),
            tx.now(),
            tables.windowNow());
    message.content = draft.content();
    message.contentType = draft.contentType();
    message.contentAttributes = draft.contentAttributes();
    message.additionalAttributes = draft.additionalAttributes();
    message.isPrivate = draft.isPrivate();
    message.sourceId = draft.sourceId();
    message.senderType = draft.senderType();
    message.senderId = draft.senderId();
    tables.messages.put(message.id, message);
    conversation.messages.add(message);
    conversation.lastActivityAt = tx.now();
    conversation.touch(tx.now());
    return message;
  }

  /** CONTRACT 4.2: an incoming message opens a snoozed or resolved conversation. */
  private static void reopen(Tx tx, ConversationRow conversation) {
    if (conversation.muted) {
      return;
    }
    if (conversation.status.equals("snoozed")) {
      Conversations.setStatus(tx, conversation, "open", null);
    } else if (conversation.status.equals("resolved")) {
      InboxRow inbox = tx.tables().inbox(conversation.inboxId);
      Conversations.setStatus(tx, conversation, inbox.activeBot ? "pending" : "open", null);
    }
  }

  private static boolean isHumanReply(MessageRow message) {
    return message.type == Type.OUTGOING
        && !message.isPrivate
        && message.senderType == SenderType.USER
        && !message.contentAttributes.has("automation_rule_id")
        && !message.additionalAttributes.has("campaign_id");
  }

  private static void noteReply(Tx tx, ConversationRow conversation) {
    Conversations.change(
        tx,
        conversation,
        () -> {
          if (conversation.firstReplyCreatedAt == null) {
            conversation.firstReplyCreatedAt = tx.now();
          }
          conversation.waitingSince = null;
        });
  }

  /**
   * Sets a delivery status. An unknown one is ignored, and so is a step back from read to
   * delivered.
   *
   * @param externalError kept for {@code failed} only; any other status clears a stored one to null
   */
  public static void setStatus(
      Tx tx, MessageRow message, String status, @Nullable String externalError) {
    if (!STATUSES.contains(status)
        || (message.status.equals("read") && status.equals("delivered"))) {
      return;
    }
    update(
        tx,
        message,
        () -> {
          message.status = status;
          String error = status.equals("failed") ? externalError : null;
          if (error != null || message.contentAttributes.has("external_error")) {
            message.contentAttributes.put("external_error", error);
          }
        });
  }

  /** Notes the id that the channel gave the message. */
  public static void setSourceId(Tx tx, MessageRow message, String sourceId) {
    update(tx, message, () -> message.sourceId = sourceId);
  }

  /** Replaces the text and wipes the attributes. */
  public static void delete(Tx tx, MessageRow message) {
    update(
        tx,
        message,
        () -> {
          message.content = "This message was deleted";
          message.contentType = "text";
          message.contentAttributes = Json.object().put("deleted", true);
          message.attachments = Json.array();
        });
  }

  /** Sends a failed message again; its attributes are wiped. */
  public static void retry(Tx tx, MessageRow message) {
    update(
        tx,
        message,
        () -> {
          message.status = "sent";
          message.contentAttributes = Json.object();
        });
    message.windowTime = tx.tables().windowNow();
    ConversationRow conversation = tx.tables().conversation(message.conversationId);
    tx.emit(Event.message(Event.SEND_REPLY, conversation, message));
  }

  /** Gives a message of a merged contact its new sender. */
  static void changeSender(Tx tx, MessageRow message, ContactRow contact) {
    update(tx, message, () -> message.senderId = contact.id);
  }

  private static void update(Tx tx, MessageRow message, Runnable change) {
    List<@Nullable Object> before = columns(message);
    change.run();
    if (before.equals(columns(message))) {
      return;
    }
    message.updatedAt = tx.now();
    ConversationRow conversation = tx.tables().conversation(message.conversationId);
    conversation.touch(tx.now());
    if (message.type != Type.ACTIVITY) {
      tx.emit(Event.message("message_updated", conversation, message));
    }
  }

  private static List<@Nullable Object> columns(MessageRow message) {
    return java.util.Arrays.asList(
        message.content,
        message.status,
        message.sourceId,
        message.senderId,
        message.contentAttributes.deepCopy(),
        message.attachments.size());
  }
}
