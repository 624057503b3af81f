package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.SenderType;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.UserRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a message. */
public final class MessageViews {

  private MessageViews() {}

  /**
   * The form of API answers ({@code _message.json.jbuilder}).
   *
   * @param echoId returned once when the client sent one
   */
  public static ObjectNode api(Tables tables, MessageRow message, @Nullable String echoId) {
    ObjectNode view =
        Json.object()
            .put("id", message.id)
            .put("content", message.content)
            .put("inbox_id", message.inboxId);
    if (echoId != null) {
      view.put("echo_id", echoId);
    }
    view.put("conversation_id", tables.conversation(message.conversationId).displayId)
        .put("message_type", message.type.ordinal())
        .put("content_type", message.contentType)
        .put("status", message.status);
    view.set("content_attributes", message.contentAttributes.deepCopy());
    view.put("created_at", Times.epoch(message.createdAt))
        .put("private", message.isPrivate)
        .put("source_id", message.sourceId);
    addSender(view, tables, message, "online");
    addAttachments(view, message);
    return view;
  }

  /** The form of the public client API. */
  public static ObjectNode publicForm(Tables tables, MessageRow message) {
    ObjectNode view =
        Json.object()
            .put("id", message.id)
            .put("content", message.content)
            .put("message_type", message.type.ordinal())
            .put("content_type", message.contentType);
    view.set("content_attributes", message.contentAttributes.deepCopy());
    view.put("created_at", Times.epoch(message.createdAt))
        .put("conversation_id", tables.conversation(message.conversationId).displayId);
    addAttachments(view, message);
    addSender(view, tables, message, "online");
    return view;
  }

  /** The top level of message events, without {@code event} ({@code Message#webhook_data}). */
  public static ObjectNode webhook(Tables tables, MessageRow message) {
    ConversationRow conversation = tables.conversation(message.conversationId);
    ObjectNode view = Json.object();
    view.set("account", ContactViews.account(tables.account(message.accountId)));
    view.set("additional_attributes", message.additionalAttributes.deepCopy());
    view.set("content_attributes", message.contentAttributes.deepCopy());
    view.put("content_type", message.contentType).put("content", message.content);
    view.set("conversation", ConversationViews.webhook(tables, conversation));
    view.put("created_at", Times.iso(message.createdAt)).put("id", message.id);
    view.set(
        "inbox",
        Json.object().put("id", message.inboxId).put("name", tables.inbox(message.inboxId).name));
    view.put("message_type", message.type.text()).put("private", message.isPrivate);
    ContactRow contact = contact(tables, message);
    UserRow user = user(tables, message);
    if (contact != null) {
      view.set("sender", ContactViews.webhook(tables, contact));
    } else if (user != null) {
      view.set("sender", UserViews.webhook(user));
    } else {
      view.putNull("sender");
    }
    view.put("source_id", message.sourceId);
    addAttachments(view, message);
    return view;
  }

  /**
   * All columns and a few more: the form inside conversation objects.
   *
   * @param availability of a user as sender: null in webhooks
   */
  static ObjectNode embedded(Tables tables, MessageRow message, @Nullable String availability) {
    ConversationRow conversation = tables.conversation(message.conversationId);
    ObjectNode view =
        Json.object()
            .put("id", message.id)
            .put("content", message.content)
            .put("account_id", message.accountId)
            .put("inbox_id", message.inboxId)
            .put("conversation_id", conversation.displayId)
            .put("message_type", message.type.ordinal())
            .put("created_at", Times.epoch(message.createdAt))
            .put("updated_at", Times.iso(message.updatedAt))
            .put("private", message.isPrivate)
            .put("status", message.status)
            .put("source_id", message.sourceId)
            .put("content_type", message.contentType);
    view.set("content_attributes", message.contentAttributes.deepCopy());
    view.put("sender_type", message.senderType == null ? null : message.senderType.text)
        .put("sender_id", message.senderId);
    view.set("external_source_ids", Json.object());
    view.set("additional_attributes", message.additionalAttributes.deepCopy());
    view.put("processed_message_content", message.content);
    view.set("sentiment", Json.object());
    view.set(
        "conversation",
        Json.object()
            .put("assignee_id", conversation.assigneeId)
            .put("unread_count", ConversationViews.unreadCount(conversation))
            .put("last_activity_at", Times.epoch(conversation.lastActivityAt))
            .set(
                "contact_inbox",
                Json.object()
                    .put(
                        "source_id", tables.contactInbox(conversation.contactInboxId).sourceId())));
    addAttachments(view, message);
    addSender(view, tables, message, availability);
    return view;
  }

  /** Incoming messages belong to the contact, whoever stored them. */
  private static @Nullable ContactRow contact(Tables tables, MessageRow message) {
    Long senderId = message.senderId;
    return message.senderType == SenderType.CONTACT && senderId != null
        ? tables.contacts.find(senderId)
        : null;
  }

  private static @Nullable UserRow user(Tables tables, MessageRow message) {
    Long senderId = message.senderId;
    return message.senderType == null
            || message.senderType == SenderType.CONTACT
            || senderId == null
        ? null
        : tables.users.get(senderId);
  }

  private static void addSender(
      ObjectNode view, Tables tables, MessageRow message, @Nullable String availability) {
    ContactRow contact = contact(tables, message);
    UserRow user = user(tables, message);
    if (contact != null) {
      view.set("sender", ContactViews.push(contact));
    } else if (user != null) {
      view.set("sender", UserViews.push(user, availability));
    }
  }

  private static void addAttachments(ObjectNode view, MessageRow message) {
    if (!message.attachments.isEmpty()) {
      view.set("attachments", message.attachments.deepCopy());
    }
  }

  /** Whether the public client API shows the message. */
  public static boolean isPublic(MessageRow message) {
    return !message.isPrivate && message.type != Type.ACTIVITY;
  }
}
