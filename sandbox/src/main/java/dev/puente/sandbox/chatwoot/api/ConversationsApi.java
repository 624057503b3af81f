package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.service.ConversationBuilder;
import dev.puente.sandbox.chatwoot.service.Conversations;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.view.ConversationViews;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Conversation endpoints (CONTRACT 3.7, 3.8). */
final class ConversationsApi {

  private static final String BASE = "/api/v1/accounts/{account}/conversations";
  private static final String ONE = BASE + "/{conversation}";

  private final ConversationBuilder builder;

  ConversationsApi(ConversationBuilder builder) {
    this.builder = builder;
  }

  void addTo(Routes routes, AccountCalls calls) {
    routes
        .add("POST", BASE, calls.withBots(this::create))
        .add("GET", BASE, calls.users(ConversationIndex::index))
        .add("GET", ONE, calls.withBots(ConversationsApi::show))
        .add("PATCH", ONE, calls.withBots(ConversationsApi::update))
        .add("POST", ONE + "/toggle_status", calls.withBots(ConversationsApi::toggleStatus))
        .add("POST", ONE + "/toggle_priority", calls.withBots(ConversationsApi::togglePriority))
        .add("POST", ONE + "/custom_attributes", calls.withBots(ConversationsApi::customAttributes))
        .add("POST", ONE + "/assignments", calls.withBots(Assignments::assign))
        .add("POST", ONE + "/toggle_typing_status", calls.withBots(Assignments::typing))
        .add("POST", ONE + "/update_last_seen", calls.users(Assignments::seen))
        .add("GET", ONE + "/labels", calls.withBots(ConversationsApi::labels))
        .add("POST", ONE + "/labels", calls.withBots(ConversationsApi::label));
  }

  private Reply create(Tx tx, Caller caller, Call call) {
    ConversationRow conversation =
        builder.create(tx, caller.accountId(), caller.user(), call.params());
    call.concerns(null, conversation.contactId, conversation.displayId);
    return Reply.ok(ConversationViews.api(tx.tables(), conversation));
  }

  private static Reply show(Tx tx, Caller caller, Call call) {
    return Reply.ok(ConversationViews.api(tx.tables(), conversation(tx, caller, call)));
  }

  private static Reply update(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = conversation(tx, caller, call);
    Params params = call.params();
    if (params.has("priority")) {
      Conversations.setPriority(tx, conversation, params.presence("priority"));
    }
    return Reply.ok(ConversationViews.api(tx.tables(), conversation));
  }

  private static Reply togglePriority(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = conversation(tx, caller, call);
    Conversations.setPriority(tx, conversation, call.params().presence("priority"));
    return Reply.empty(200);
  }

  private static Reply toggleStatus(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = conversation(tx, caller, call);
    Params params = call.params();
    Conversations.setStatus(
        tx, conversation, params.presence("status"), params.presence("snoozed_until"));
    if (conversation.status.equals("open") && caller.isHumanAgent()) {
      Conversations.assign(tx, conversation, caller.user().id);
    }
    ObjectNode payload =
        Json.object()
            .put("success", true)
            .put("conversation_id", conversation.displayId)
            .put("current_status", conversation.status)
            .put("snoozed_until", Times.iso(conversation.snoozedUntil));
    return Reply.ok(Json.object().set("payload", payload));
  }

  private static Reply customAttributes(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = conversation(tx, caller, call);
    ObjectNode given = call.params().object("custom_attributes");
    Conversations.replaceCustomAttributes(tx, conversation, orEmpty(given));
    return Reply.ok(
        Json.object().set("custom_attributes", conversation.customAttributes.deepCopy()));
  }

  private static Reply labels(Tx tx, Caller caller, Call call) {
    return labels(conversation(tx, caller, call));
  }

  private static Reply label(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = conversation(tx, caller, call);
    Conversations.label(tx, conversation, call.params().texts("labels"));
    return labels(conversation);
  }

  private static Reply labels(ConversationRow conversation) {
    return Reply.ok(Json.object().set("payload", Json.array(conversation.labels)));
  }

  /** The conversation of the path, visible to the caller and noted in the journal. */
  static ConversationRow conversation(Tx tx, Caller caller, Call call) {
    ConversationRow conversation =
        Conversations.require(tx.tables(), caller.accountId(), call.id("conversation"));
    call.concerns(null, conversation.contactId, conversation.displayId);
    Inboxes.authorize(caller.user(), tx.tables().inbox(conversation.inboxId));
    return conversation;
  }

  private static ObjectNode orEmpty(@Nullable ObjectNode node) {
    return node == null ? Json.object() : node;
  }
}
