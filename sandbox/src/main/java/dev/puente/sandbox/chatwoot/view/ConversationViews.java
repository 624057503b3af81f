package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.ReplyWindow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a conversation. */
public final class ConversationViews {

  private static final int MAX_UNREAD = 10;

  private ConversationViews() {}

  /** The conversation object of webhooks ({@code event_data_presenter.rb}, CONTRACT 2.3). */
  public static ObjectNode webhook(Tables tables, ConversationRow conversation) {
    ObjectNode view = Json.object();
    view.set("additional_attributes", conversation.additionalAttributes.deepCopy());
    view.put("can_reply", ReplyWindow.isOpen(tables, conversation))
        .put("channel", tables.inbox(conversation.inboxId).channelType);
    ContactInboxRow link = tables.contactInbox(conversation.contactInboxId);
    view.set("contact_inbox", rawLink(link));
    view.put("id", conversation.displayId).put("inbox_id", conversation.inboxId);
    view.set("messages", last(tables, conversation, MessageRow::isChat, null));
    view.set("labels", Json.array(conversation.labels));
    view.set("meta", webhookMeta(tables, conversation, link));
    view.put("status", conversation.status);
    view.set("custom_attributes", conversation.customAttributes.deepCopy());
    view.put("snoozed_until", Times.iso(conversation.snoozedUntil))
        .put("unread_count", unreadCount(conversation))
        .put("first_reply_created_at", Times.iso(conversation.firstReplyCreatedAt))
        .put("priority", conversation.priority)
        .put("waiting_since", Times.epoch(conversation.waitingSince))
        .put("agent_last_seen_at", Times.epoch(conversation.agentLastSeenAt))
        .put("contact_last_seen_at", Times.epoch(conversation.contactLastSeenAt))
        .put("last_activity_at", Times.epoch(conversation.lastActivityAt))
        .put("timestamp", Times.epoch(conversation.lastActivityAt))
        .put("created_at", Times.epoch(conversation.createdAt))
        .put("updated_at", Times.precise(conversation.updatedAt));
    return view.set("account", ContactViews.account(tables.account(conversation.accountId)));
  }

  /** The form of API answers ({@code _conversation.json.jbuilder}). */
  public static ObjectNode api(Tables tables, ConversationRow conversation) {
    ObjectNode view = Json.object();
    view.set("meta", apiMeta(tables, conversation));
    view.put("id", conversation.displayId);
    view.set("messages", last(tables, conversation, message -> true, "online"));
    view.put("account_id", conversation.accountId).put("uuid", conversation.uuid);
    view.set("additional_attributes", conversation.additionalAttributes.deepCopy());
    view.put("agent_last_seen_at", Times.epoch(conversation.agentLastSeenAt))
        .put("assignee_last_seen_at", Times.epoch(conversation.assigneeLastSeenAt))
        .put("can_reply", ReplyWindow.isOpen(tables, conversation))
        .put("contact_last_seen_at", Times.epoch(conversation.contactLastSeenAt));
    view.set("custom_attributes", conversation.customAttributes.deepCopy());
    view.put("inbox_id", conversation.inboxId);
    view.set("labels", Json.array(conversation.labels));
    view.put("muted", conversation.muted)
        .put("snoozed_until", Times.iso(conversation.snoozedUntil))
        .put("status", conversation.status)
        .put("created_at", Times.epoch(conversation.createdAt))
        .put("updated_at", Times.precise(conversation.updatedAt))
        .put("timestamp", Times.epoch(conversation.lastActivityAt))
        .put("first_reply_created_at", Times.epoch(conversation.firstReplyCreatedAt))
        .put("unread_count", unreadCount(conversation));
    ArrayNode spoken =
        last(tables, conversation, message -> message.type != Type.ACTIVITY, "online");
    view.set("last_non_activity_message", spoken.isEmpty() ? spoken.nullNode() : spoken.get(0));
    return view.put("last_activity_at", Times.epoch(conversation.lastActivityAt))
        .put("priority", conversation.priority)
        .put("waiting_since", Times.epoch(conversation.waitingSince))
        .putNull("sla_policy_id");
  }

  /** The form of the public client API. */
  public static ObjectNode publicForm(Tables tables, ConversationRow conversation) {
    ObjectNode view =
        Json.object()
            .put("id", conversation.displayId)
            .put("uuid", conversation.uuid)
            .put("inbox_id", conversation.inboxId)
            .put("contact_last_seen_at", Times.epoch(conversation.contactLastSeenAt))
            .put("status", conversation.status)
            .put("agent_last_seen_at", Times.epoch(conversation.agentLastSeenAt));
    ArrayNode messages = Json.array();
    conversation.messages.stream()
        .filter(MessageViews::isPublic)
        .forEach(message -> messages.add(MessageViews.publicForm(tables, message)));
    view.set("messages", messages);
    return view.set("contact", ContactViews.raw(tables.contact(conversation.contactId)));
  }

  /** An agent as the assignment call shows it. */
  public static ObjectNode agent(UserRow user, long accountId) {
    return UserViews.agent(user, accountId);
  }

  /** Incoming messages since an agent looked, at most {@value MAX_UNREAD}. */
  static int unreadCount(ConversationRow conversation) {
    int unread = 0;
    for (MessageRow message : conversation.messages.reversed()) {
      if (unread == MAX_UNREAD
          || (conversation.agentLastSeenAt != null
              && !message.createdAt.isAfter(conversation.agentLastSeenAt))) {
        break;
      }
      unread += message.type == Type.INCOMING ? 1 : 0;
    }
    return unread;
  }

  private static ArrayNode last(
      Tables tables,
      ConversationRow conversation,
      Predicate<MessageRow> shown,
      @Nullable String availability) {
    ArrayNode messages = Json.array();
    for (MessageRow message : conversation.messages.reversed()) {
      if (shown.test(message)) {
        return messages.add(MessageViews.embedded(tables, message, availability));
      }
    }
    return messages;
  }

  private static ObjectNode webhookMeta(
      Tables tables, ConversationRow conversation, ContactInboxRow link) {
    ContactRow contact = tables.contact(conversation.contactId);
    ObjectNode meta = Json.object().set("sender", ContactViews.push(contact));
    UserRow assignee = assignee(tables, conversation);
    if (assignee == null) {
      meta.putNull("assignee").putNull("assignee_type");
    } else {
      meta.set("assignee", UserViews.push(assignee, null)).put("assignee_type", type(assignee));
    }
    return meta.putNull("team").put("hmac_verified", link.hmacVerified);
  }

  private static ObjectNode apiMeta(Tables tables, ConversationRow conversation) {
    ObjectNode meta =
        Json.object()
            .set("sender", ContactViews.api(tables.contact(conversation.contactId)))
            .put("channel", tables.inbox(conversation.inboxId).channelType);
    UserRow assignee = assignee(tables, conversation);
    if (assignee != null) {
      meta.set("assignee", UserViews.agent(assignee, conversation.accountId))
          .put("assignee_type", type(assignee));
    }
    return meta.put("hmac_verified", tables.contactInbox(conversation.contactInboxId).hmacVerified);
  }

  private static @Nullable UserRow assignee(Tables tables, ConversationRow conversation) {
    return conversation.assigneeId == null ? null : tables.users.get(conversation.assigneeId);
  }

  private static String type(UserRow assignee) {
    return assignee.kind == UserRow.Kind.AGENT_BOT ? "AgentBot" : "User";
  }

  private static ObjectNode rawLink(ContactInboxRow link) {
    return Json.object()
        .put("id", link.id)
        .put("contact_id", link.contactId)
        .put("inbox_id", link.inboxId)
        .put("source_id", link.sourceId())
        .put("created_at", Times.iso(link.createdAt))
        .put("updated_at", Times.iso(link.updatedAt))
        .put("hmac_verified", link.hmacVerified)
        .put("pubsub_token", link.pubsubToken);
  }
}
