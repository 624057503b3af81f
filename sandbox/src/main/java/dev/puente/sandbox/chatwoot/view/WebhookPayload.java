package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.UserRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a webhook, built from the rows as they are now (CONTRACT 2). */
public final class WebhookPayload {

  private WebhookPayload() {}

  /** The payload, or null when the row is gone: Chatwoot discards the job then. */
  public static @Nullable ObjectNode of(Tables tables, Event event) {
    return switch (event.subject()) {
      case MESSAGE -> ofMessage(tables, event);
      case CONVERSATION -> ofConversation(tables, event);
      case CONTACT -> ofContact(tables, event);
      case CONTACT_INBOX -> ofWidget(tables, event);
    };
  }

  private static @Nullable ObjectNode ofMessage(Tables tables, Event event) {
    MessageRow message = tables.messages.get(event.id());
    return message == null
        ? null
        : MessageViews.webhook(tables, message).put("event", event.name());
  }

  private static @Nullable ObjectNode ofConversation(Tables tables, Event event) {
    ConversationRow conversation = tables.conversations.find(event.id());
    if (conversation == null) {
      return null;
    }
    ObjectNode view = ConversationViews.webhook(tables, conversation);
    if (event.name().startsWith("conversation_typing_")) {
      return typing(tables, event, conversation, view);
    }
    view.put("event", event.name());
    if (event.name().equals("conversation_status_changed")) {
      // Null in deliveries of real servers, although the code fills it (CONTRACT 2.3).
      view.putNull("changed_attributes");
    } else if (event.detail() != null) {
      view.set("changed_attributes", event.detail());
    }
    return view;
  }

  private static ObjectNode typing(
      Tables tables, Event event, ConversationRow conversation, ObjectNode view) {
    JsonNode detail = event.detail() == null ? Json.object() : event.detail();
    UserRow user = tables.users.get(detail.path("user_id").asLong(0));
    ObjectNode typist =
        user == null
            ? ContactViews.webhook(tables, tables.contact(conversation.contactId))
            : UserViews.webhook(user);
    return Json.object()
        .put("event", event.name())
        .set("user", typist)
        .set("conversation", view)
        .put("is_private", detail.path("is_private").asBoolean(false));
  }

  private static @Nullable ObjectNode ofContact(Tables tables, Event event) {
    ContactRow contact = tables.contacts.find(event.id());
    if (contact == null) {
      return null;
    }
    ObjectNode view = ContactViews.webhook(tables, contact).put("event", event.name());
    if (event.detail() != null) {
      view.set("changed_attributes", event.detail());
    }
    return view;
  }

  private static @Nullable ObjectNode ofWidget(Tables tables, Event event) {
    ContactInboxRow link = tables.contactInboxes.find(event.id());
    ContactRow contact = link == null ? null : tables.contacts.find(link.contactId);
    if (link == null || contact == null) {
      return null;
    }
    InboxRow inbox = tables.inbox(link.inboxId);
    return Json.object()
        .put("id", link.id)
        .set("contact", ContactViews.webhook(tables, contact))
        .set("inbox", Json.object().put("id", inbox.id).put("name", inbox.name))
        .set("account", ContactViews.account(tables.account(inbox.accountId)))
        .putNull("current_conversation")
        .put("source_id", link.sourceId())
        .put("event", event.name())
        .set("event_info", event.detail() == null ? Json.object() : event.detail());
  }
}
