package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.service.Conversations;
import dev.puente.sandbox.chatwoot.view.ConversationViews;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an agent does with a conversation besides writing: assigning, typing, looking. */
final class Assignments {

  private Assignments() {}

  static Reply assign(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    Params params = call.params();
    UserRow assignee = tx.tables().users.get(params.number("assignee_id", 0));
    boolean member = assignee != null && assignee.roles.containsKey(caller.accountId());
    Conversations.assign(tx, conversation, member && assignee != null ? assignee.id : null);
    return Reply.ok(
        member && assignee != null
            ? ConversationViews.agent(assignee, caller.accountId())
            : JsonNodeFactory.instance.nullNode());
  }

  static Reply typing(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    Params params = call.params();
    String name =
        "on".equals(params.text("typing_status"))
            ? "conversation_typing_on"
            : "conversation_typing_off";
    tx.emit(
        Event.conversation(
            name,
            conversation,
            Json.object()
                .put("user_id", caller.user().id)
                .put("is_private", params.flag("is_private"))));
    return Reply.empty(200);
  }

  static Reply seen(Tx tx, Caller caller, Call call) {
    ConversationRow conversation = ConversationsApi.conversation(tx, caller, call);
    conversation.agentLastSeenAt = tx.now();
    return Reply.ok(ConversationViews.api(tx.tables(), conversation));
  }
}
