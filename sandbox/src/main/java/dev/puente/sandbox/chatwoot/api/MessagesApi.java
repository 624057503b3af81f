package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.service.MessageBuilder;
import dev.puente.sandbox.chatwoot.service.Messages;
import dev.puente.sandbox.chatwoot.view.ContactViews;
import dev.puente.sandbox.chatwoot.view.MessageViews;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Message endpoints (CONTRACT 3.9). */
final class MessagesApi {

  private static final String BASE =
      "/api/v1/accounts/{account}/conversations/{conversation}/messages";
  private static final int LATEST = 20;
  private static final int AFTER = 100;
  private static final int BETWEEN = 1000;

  private final MessageBuilder builder;

  MessagesApi(MessageBuilder builder) {
    this.builder = builder;
  }

  void addTo(Routes routes, AccountCalls calls) {
    routes
        .add("POST", BASE, calls.withBots(this::create))
        .add("GET", BASE, calls.users(MessagesApi::index))
        .add("PATCH", BASE + "/{message}", calls.users(MessagesApi::update))
        .add("DELETE", BASE + "/{message}", calls.users(MessagesApi::delete))
        .add("POST", BASE + "/{message}/retry", calls.users(MessagesApi::retry));
  }

  private Reply create(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    Params params = call.params();
    MessageRow message = builder.create(tx, conversation, caller.user(), params);
    return Reply.ok(MessageViews.api(tx.tables(), message, params.text("echo_id")));
  }

  private static Reply index(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    ObjectNode meta = Json.object().set("labels", Json.array(conversation.labels));
    meta.set("additional_attributes", conversation.additionalAttributes.deepCopy());
    meta.set("contact", ContactViews.push(tx.tables().contact(conversation.contactId)));
    meta.put("agent_last_seen_at", Times.iso(conversation.agentLastSeenAt))
        .put("assignee_last_seen_at", Times.iso(conversation.assigneeLastSeenAt));
    ArrayNode payload = Json.array();
    page(conversation, call.params())
        .forEach(message -> payload.add(MessageViews.api(tx.tables(), message, null)));
    return Reply.ok(Json.object().set("meta", meta).set("payload", payload));
  }

  /** {@code app/finders/message_finder.rb}. */
  private static List<MessageRow> page(ConversationRow conversation, Params params) {
    Long after = params.number("after");
    Long before = params.number("before");
    boolean chatOnly = params.presence("filter_internal_messages") != null;
    List<MessageRow> messages =
        conversation.messages.stream()
            .filter(each -> !chatOnly || (!each.isPrivate && each.type != Type.ACTIVITY))
            .filter(each -> before == null || each.id < before)
            .toList();
    if (after != null) {
      return messages.stream()
          .filter(each -> before == null ? each.id > after : each.id >= after)
          .limit(before == null ? AFTER : BETWEEN)
          .toList();
    }
    return messages.subList(Math.max(0, messages.size() - LATEST), messages.size());
  }

  private static Reply update(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    if (!tx.tables().inbox(conversation.inboxId).isApi()) {
      throw Problem.error(403, "Message status update is only allowed for API inboxes");
    }
    MessageRow message = message(tx, conversation, call);
    Params params = call.params();
    Messages.setStatus(tx, message, params.text("status", ""), params.text("external_error"));
    return reply(tx, message);
  }

  private static Reply delete(Tx tx, Caller caller, Call call) {
    MessageRow message = message(tx, ConversationsApi.conversation(tx, caller, call), call);
    Messages.delete(tx, message);
    return reply(tx, message);
  }

  private static Reply retry(Tx tx, Caller caller, Call call) {
    MessageRow message = message(tx, ConversationsApi.conversation(tx, caller, call), call);
    Messages.retry(tx, message);
    return reply(tx, message);
  }

  private static MessageRow message(Tx tx, ConversationRow conversation, Call call) {
    return Messages.require(tx.tables(), conversation, call.id("message"));
  }

  private static Reply reply(Tx tx, MessageRow message) {
    return Reply.ok(MessageViews.api(tx.tables(), message, null));
  }
}
