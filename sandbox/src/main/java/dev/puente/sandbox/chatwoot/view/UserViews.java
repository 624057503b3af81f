package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.UserRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Users and agent bots as documents. */
final class UserViews {

  private UserViews() {}

  /** The form in {@code meta.assignee} and in embedded messages. */
  static ObjectNode push(UserRow user, @Nullable String availability) {
    ObjectNode view = Json.object().put("id", user.id).put("name", user.name);
    if (user.kind == UserRow.Kind.AGENT_BOT) {
      return view.put("avatar_url", "").put("type", "agent_bot");
    }
    return view.put("available_name", user.availableName)
        .put("avatar_url", "")
        .put("type", "user")
        .put("availability_status", availability)
        .put("thumbnail", "");
  }

  /** The form of {@code sender} at the top level of message events. */
  static ObjectNode webhook(UserRow user) {
    ObjectNode view = Json.object().put("id", user.id).put("name", user.name);
    return user.kind == UserRow.Kind.AGENT_BOT
        ? view.put("type", "agent_bot")
        : view.put("email", user.email).put("type", "user");
  }

  /** The agent in {@code meta.assignee} of API answers. */
  static ObjectNode agent(UserRow user, long accountId) {
    return Json.object()
        .put("id", user.id)
        .put("account_id", accountId)
        .put("availability_status", "online")
        .put("auto_offline", true)
        .put("confirmed", true)
        .put("email", user.email)
        .put("available_name", user.availableName)
        .put("name", user.name)
        .put("role", user.isAdministrator(accountId) ? "administrator" : "agent")
        .put("thumbnail", "");
  }
}
