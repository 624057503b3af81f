package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.WebhookRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.service.Webhooks;
import dev.puente.sandbox.chatwoot.view.InboxViews;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks, inboxes and attribute definitions (CONTRACT 3.10). */
final class AdminApi {

  private static final String ACCOUNT = "/api/v1/accounts/{account}";
  private static final String WEBHOOKS = ACCOUNT + "/webhooks";
  private static final String INBOXES = ACCOUNT + "/inboxes";
  private static final String DEFINITIONS = ACCOUNT + "/custom_attribute_definitions";

  private AdminApi() {}

  static void addTo(Routes routes, AccountCalls calls) {
    routes
        .add("GET", WEBHOOKS, calls.administrators(AdminApi::webhooks))
        .add("POST", WEBHOOKS, calls.administrators(AdminApi::createWebhook))
        .add("PATCH", WEBHOOKS + "/{webhook}", calls.administrators(AdminApi::updateWebhook))
        .add("PUT", WEBHOOKS + "/{webhook}", calls.administrators(AdminApi::updateWebhook))
        .add("DELETE", WEBHOOKS + "/{webhook}", calls.administrators(AdminApi::deleteWebhook))
        .add("GET", INBOXES, calls.users(AdminApi::inboxes))
        .add("POST", INBOXES, calls.administrators(AdminApi::createInbox))
        .add("GET", INBOXES + "/{inbox}", calls.users(AdminApi::inbox))
        .add("PATCH", INBOXES + "/{inbox}", calls.administrators(AdminApi::updateInbox))
        .add("POST", INBOXES + "/{inbox}/reset_secret", calls.administrators(AdminApi::resetSecret))
        .add("GET", DEFINITIONS, calls.users(AdminApi::definitions))
        .add("POST", DEFINITIONS, calls.administrators(AdminApi::createDefinition));
  }

  private static Reply webhooks(Tx tx, Caller caller, Call call) {
    ArrayNode list = Json.array();
    tx.tables().webhooks.values().stream()
        .filter(webhook -> webhook.accountId == caller.accountId())
        .forEach(webhook -> list.add(InboxViews.webhook(webhook)));
    return Reply.ok(Json.object().set("payload", Json.object().set("webhooks", list)));
  }

  private static Reply createWebhook(Tx tx, Caller caller, Call call) {
    ObjectNode fields = nested(call.params(), "webhook").node().deepCopy();
    // The server makes the secret, whatever a client sends.
    fields.remove("secret");
    return reply(Webhooks.create(tx, caller.accountId(), Params.of(fields)));
  }

  private static Reply updateWebhook(Tx tx, Caller caller, Call call) {
    WebhookRow webhook = Webhooks.require(tx.tables(), caller.accountId(), call.id("webhook"));
    Webhooks.update(tx, webhook, nested(call.params(), "webhook"));
    return reply(webhook);
  }

  private static Reply deleteWebhook(Tx tx, Caller caller, Call call) {
    WebhookRow webhook = Webhooks.require(tx.tables(), caller.accountId(), call.id("webhook"));
    tx.tables().webhooks.remove(webhook.id);
    return Reply.empty(200);
  }

  private static Reply reply(WebhookRow webhook) {
    ObjectNode payload = Json.object().set("webhook", InboxViews.webhook(webhook));
    return Reply.ok(Json.object().set("payload", payload));
  }

  private static Reply inboxes(Tx tx, Caller caller, Call call) {
    ArrayNode payload = Json.array();
    tx.tables().inboxesOf(caller.accountId()).stream()
        .filter(caller.user()::sees)
        .forEach(inbox -> payload.add(InboxViews.full(inbox, caller.isAdministrator())));
    return Reply.ok(Json.object().set("payload", payload));
  }

  private static Reply inbox(Tx tx, Caller caller, Call call) {
    InboxRow inbox = Inboxes.require(tx.tables(), caller.accountId(), call.id("inbox"));
    Inboxes.authorize(caller.user(), inbox);
    return Reply.ok(InboxViews.full(inbox, caller.isAdministrator()));
  }

  private static Reply createInbox(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    Params channel = nested(params, "channel");
    String type = channel.text("type", "");
    if (!type.equals("api") && !type.equals("web_widget")) {
      throw Problem.error(422, "channel type is not simulated");
    }
    ObjectNode fields = Json.copy(channel.node()).put("name", params.text("name", ""));
    fields.remove(java.util.List.of("identifier", "secret", "hmac_token"));
    String channelType = type.equals("api") ? "Channel::Api" : "Channel::WebWidget";
    InboxRow inbox = Inboxes.create(tx, caller.accountId(), channelType, Params.of(fields));
    return Reply.ok(InboxViews.full(inbox, true));
  }

  private static Reply updateInbox(Tx tx, Caller caller, Call call) {
    InboxRow inbox = Inboxes.require(tx.tables(), caller.accountId(), call.id("inbox"));
    Params params = call.params();
    inbox.name = params.text("name", inbox.name);
    Inboxes.configure(inbox, params);
    Inboxes.configure(inbox, nested(params, "channel"));
    inbox.updatedAt = tx.now();
    return Reply.ok(InboxViews.full(inbox, true));
  }

  private static Reply resetSecret(Tx tx, Caller caller, Call call) {
    InboxRow inbox = Inboxes.require(tx.tables(), caller.accountId(), call.id("inbox"));
    if (!inbox.isApi()) {
      throw Problem.notFound();
    }
    inbox.secret = tx.tables().token();
    return Reply.ok(InboxViews.full(inbox, true));
  }

  private static Reply definitions(Tx tx, Caller caller, Call call) {
    ArrayNode list = Json.array();
    caller.account().contactAttributeKeys.forEach(key -> list.add(definition(key)));
    return Reply.ok(list);
  }

  private static Reply createDefinition(Tx tx, Caller caller, Call call) {
    Params params = nested(call.params(), "custom_attribute_definition");
    String key = params.text("attribute_key", "");
    if (key.isEmpty()) {
      throw Problem.missingParameter("attribute_key");
    }
    if (!caller.account().contactAttributeKeys.add(key)) {
      throw Problem.invalid(
          java.util.List.of(
              new Problem.Violation("attribute_key", "Attribute key has already been taken")));
    }
    return Reply.ok(definition(key));
  }

  private static ObjectNode definition(String key) {
    return Json.object()
        .put("attribute_key", key)
        .put("attribute_display_name", key)
        .put("attribute_display_type", "text")
        .put("attribute_model", "contact_attribute");
  }

  /** Parameters may come flat or under their model's name. */
  private static Params nested(Params params, String key) {
    ObjectNode inner = params.object(key);
    return inner == null ? params : Params.of(inner);
  }
}
