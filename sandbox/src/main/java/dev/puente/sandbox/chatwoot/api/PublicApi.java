package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.service.ContactLookup;
import dev.puente.sandbox.chatwoot.service.Conversations;
import dev.puente.sandbox.chatwoot.service.Draft;
import dev.puente.sandbox.chatwoot.service.Incoming;
import dev.puente.sandbox.chatwoot.service.Messages;
import dev.puente.sandbox.chatwoot.service.PublicContacts;
import dev.puente.sandbox.chatwoot.view.ContactViews;
import dev.puente.sandbox.chatwoot.view.ConversationViews;
import dev.puente.sandbox.chatwoot.view.InboxViews;
import dev.puente.sandbox.chatwoot.view.MessageViews;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The public client API (CONTRACT 5). */
final class PublicApi {

  private static final String INBOX = "/public/api/v1/inboxes/{inbox}";
  private static final String CONTACTS = INBOX + "/contacts";
  private static final String CONTACT = CONTACTS + "/{source}";
  private static final String CONVERSATIONS = CONTACT + "/conversations";
  private static final String CONVERSATION = CONVERSATIONS + "/{conversation}";
  private static final int LATEST = 20;

  private PublicApi() {}

  static void addTo(Routes routes, PublicCalls calls) {
    routes
        .add(
            "GET",
            INBOX,
            calls.onInbox((tx, inbox, call) -> Reply.ok(InboxViews.publicForm(inbox))))
        .add("POST", CONTACTS, calls.onInbox(PublicApi::createContact))
        .add("GET", CONTACT, calls.onLink(PublicApi::showContact))
        .add("PATCH", CONTACT, calls.onLink(PublicApi::updateContact))
        .add("PUT", CONTACT, calls.onLink(PublicApi::updateContact))
        .add("GET", CONVERSATIONS, calls.onLink(PublicApi::conversations))
        .add("POST", CONVERSATIONS, calls.onLink(PublicApi::createConversation))
        .add("GET", CONVERSATION, calls.onLink(PublicApi::showConversation))
        .add("POST", CONVERSATION + "/toggle_status", calls.onLink(PublicApi::resolve))
        .add("POST", CONVERSATION + "/toggle_typing", calls.onLink(PublicApi::typing))
        .add("POST", CONVERSATION + "/update_last_seen", calls.onLink(PublicApi::seen))
        .add("GET", CONVERSATION + "/messages", calls.onLink(PublicApi::messages))
        .add("POST", CONVERSATION + "/messages", calls.onLink(PublicApi::createMessage));
  }

  private static Reply createContact(Tx tx, InboxRow inbox, Call call) {
    Params params = call.params();
    PublicCalls.isVerified(inbox, params);
    String sourceId = params.presence("source_id");
    ContactInboxRow link =
        ContactLookup.link(tx, inbox, sourceId == null ? tx.tables().uuid() : sourceId, params);
    ContactRow contact = tx.tables().contact(link.contactId);
    call.concerns(null, contact.id, null);
    return Reply.ok(ContactViews.publicForm(contact, link));
  }

  private static Reply showContact(Tx tx, ContactInboxRow link, Call call) {
    verify(tx, link, call);
    return Reply.ok(ContactViews.publicForm(tx.tables().contact(link.contactId), link));
  }

  private static Reply updateContact(Tx tx, ContactInboxRow link, Call call) {
    verify(tx, link, call);
    ContactRow contact = PublicContacts.update(tx, link, call.params());
    call.concerns(null, contact.id, null);
    return Reply.ok(ContactViews.publicForm(contact, link));
  }

  private static void verify(Tx tx, ContactInboxRow link, Call call) {
    link.hmacVerified |= PublicCalls.isVerified(tx.tables().inbox(link.inboxId), call.params());
  }

  private static Reply conversations(Tx tx, ContactInboxRow link, Call call) {
    ArrayNode list = Json.array();
    PublicCalls.conversations(tx, link)
        .forEach(row -> list.add(ConversationViews.publicForm(tx.tables(), row)));
    return Reply.ok(list);
  }

  private static Reply createConversation(Tx tx, ContactInboxRow link, Call call) {
    ObjectNode fields = Json.object();
    fields.set("custom_attributes", call.params().object("custom_attributes"));
    ConversationRow conversation =
        Conversations.open(tx, tx.tables().inbox(link.inboxId), link, Params.of(fields));
    call.concerns(null, null, conversation.displayId);
    return reply(tx, conversation);
  }

  private static Reply showConversation(Tx tx, ContactInboxRow link, Call call) {
    return reply(tx, PublicCalls.conversation(tx, link, call));
  }

  private static Reply resolve(Tx tx, ContactInboxRow link, Call call) {
    ConversationRow conversation = PublicCalls.conversation(tx, link, call);
    Conversations.setStatus(tx, conversation, "resolved", null);
    return reply(tx, conversation);
  }

  private static Reply typing(Tx tx, ContactInboxRow link, Call call) {
    ConversationRow conversation = PublicCalls.conversation(tx, link, call);
    boolean on = "on".equals(call.params().text("typing_status"));
    tx.emit(
        Event.conversation(
            on ? "conversation_typing_on" : "conversation_typing_off",
            conversation,
            Json.object()));
    return Reply.empty(200);
  }

  private static Reply seen(Tx tx, ContactInboxRow link, Call call) {
    ConversationRow conversation = PublicCalls.conversation(tx, link, call);
    conversation.contactLastSeenAt = tx.now();
    conversation.touch(tx.now());
    conversation.messages.stream()
        .filter(message -> message.type == Type.OUTGOING && !message.isPrivate)
        .filter(message -> message.status.equals("sent") || message.status.equals("delivered"))
        .forEach(message -> Messages.setStatus(tx, message, "read", null));
    return Reply.empty(200);
  }

  private static Reply messages(Tx tx, ContactInboxRow link, Call call) {
    Long before = call.params().number("before");
    List<MessageRow> shown =
        PublicCalls.conversation(tx, link, call).messages.stream()
            .filter(MessageViews::isPublic)
            .filter(message -> before == null || message.id < before)
            .toList();
    ArrayNode list = Json.array();
    shown
        .subList(Math.max(0, shown.size() - LATEST), shown.size())
        .forEach(message -> list.add(MessageViews.publicForm(tx.tables(), message)));
    return Reply.ok(list);
  }

  private static Reply createMessage(Tx tx, ContactInboxRow link, Call call) {
    ConversationRow conversation = PublicCalls.conversation(tx, link, call);
    Draft draft = Draft.of(Type.INCOMING, call.params().text("content"));
    MessageRow message = Incoming.receive(tx, conversation, draft);
    return Reply.ok(MessageViews.publicForm(tx.tables(), message));
  }

  private static Reply reply(Tx tx, ConversationRow conversation) {
    return Reply.ok(ConversationViews.publicForm(tx.tables(), conversation));
  }
}
