package dev.puente.sandbox.chatwoot.driver;

import dev.puente.sandbox.chatwoot.driver.Driver.Access;
import dev.puente.sandbox.chatwoot.driver.Driver.Inbox;
import dev.puente.sandbox.chatwoot.driver.Driver.Webhook;
import dev.puente.sandbox.chatwoot.driver.Driver.Written;
import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@link Driver} by HTTP, for other processes: {@code POST} with JSON under {@code /sim}. */
public final class DriverApi {

  private final Driver driver;

  public DriverApi(Driver driver) {
    this.driver = driver;
  }

  public void addTo(Routes routes) {
    routes
        .add("POST", "/sim/accounts", this::account)
        .add("POST", "/sim/accounts/{account}/users", this::user)
        .add("POST", "/sim/accounts/{account}/inboxes", this::inbox)
        .add("PATCH", "/sim/accounts/{account}/inboxes/{inbox}", this::configureInbox)
        .add("POST", "/sim/accounts/{account}/webhooks", this::webhook)
        .add("POST", "/sim/accounts/{account}/attribute-definitions", this::definitions)
        .add("POST", "/sim/whatsapp", this::whatsapp)
        .add("POST", "/sim/incoming", this::incoming)
        .add("POST", "/sim/reply", this::reply)
        .add("POST", "/sim/contact", this::contact)
        .add("POST", "/sim/conversation-status", this::conversationStatus)
        .add("POST", "/sim/message-status", this::messageStatus)
        .add("POST", "/sim/advance", this::advance);
  }

  private Reply account(Call call) {
    Params params = call.params();
    return Reply.ok(Json.object().put("id", driver.createAccount(params.text("name", "Account"))));
  }

  private Reply user(Call call) {
    Params params = call.params();
    long account = call.id("account");
    String name = params.text("name", "User");
    String token = params.presence("token");
    Access access =
        switch (params.text("role", "administrator")) {
          case "administrator" -> driver.createAdministrator(account, name, token);
          case "agent" -> driver.createAgent(account, name, token, numbers(params, "inbox_ids"));
          case "bot" -> driver.createAgentBot(account, name, token);
          default -> throw Problem.error(422, "role is administrator, agent or bot");
        };
    return Reply.ok(Json.object().put("id", access.userId()).put("token", access.token()));
  }

  private Reply inbox(Call call) {
    Params params = call.params();
    Inbox inbox =
        driver.createInbox(
            call.id("account"),
            params.text("channel_type", "Channel::Whatsapp"),
            params.text("name", "Inbox"),
            params.node());
    return Reply.ok(
        Json.object()
            .put("id", inbox.id())
            .put("identifier", inbox.identifier())
            .put("hmac_token", inbox.hmacToken())
            .put("secret", inbox.secret()));
  }

  private Reply configureInbox(Call call) {
    driver.configureInbox(call.id("account"), call.id("inbox"), call.params().node());
    return done();
  }

  private Reply webhook(Call call) {
    Params params = call.params();
    Webhook webhook =
        driver.createWebhook(
            call.id("account"),
            params.text("url", ""),
            params.texts("subscriptions"),
            params.presence("secret"));
    return Reply.ok(Json.object().put("id", webhook.id()).put("secret", webhook.secret()));
  }

  private Reply definitions(Call call) {
    driver.defineContactAttributes(call.id("account"), call.params().texts("keys"));
    return done();
  }

  private Reply whatsapp(Call call) {
    Params params = call.params();
    return written(
        driver.whatsapp(
            required(params, "account_id"),
            required(params, "inbox_id"),
            params.text("wa_id", ""),
            params.text("name", ""),
            params.text("text"),
            params.presence("username")));
  }

  private Reply incoming(Call call) {
    Params params = call.params();
    return written(
        driver.incoming(
            required(params, "account_id"),
            required(params, "inbox_id"),
            params.presence("source_id"),
            params.object("contact"),
            params.text("text")));
  }

  private Reply reply(Call call) {
    Params params = call.params();
    return written(
        driver.reply(
            required(params, "account_id"),
            required(params, "conversation_id"),
            required(params, "user_id"),
            params.text("text", ""),
            params.flag("private")));
  }

  private Reply contact(Call call) {
    Params params = call.params();
    ObjectNode fields = params.node().deepCopy();
    fields.remove(List.of("account_id", "contact_id"));
    driver.editContact(required(params, "account_id"), required(params, "contact_id"), fields);
    return done();
  }

  private Reply conversationStatus(Call call) {
    Params params = call.params();
    driver.setConversationStatus(
        required(params, "account_id"),
        required(params, "conversation_id"),
        params.text("status", "open"));
    return done();
  }

  private Reply messageStatus(Call call) {
    Params params = call.params();
    driver.setMessageStatus(
        required(params, "message_id"),
        params.text("status", "delivered"),
        params.presence("external_error"));
    return done();
  }

  private Reply advance(Call call) {
    driver.advanceReplyWindow(Duration.ofSeconds(required(call.params(), "seconds")));
    return done();
  }

  private static Reply written(Written written) {
    return Reply.ok(
        Json.object()
            .put("contact_id", written.contactId())
            .put("conversation_id", written.conversationId())
            .put("message_id", written.messageId()));
  }

  private static Reply done() {
    return Reply.ok(Json.object().put("done", true));
  }

  private static long required(Params params, String key) {
    Long value = params.number(key);
    if (value == null) {
      throw Problem.missingParameter(key);
    }
    return value;
  }

  private static List<Long> numbers(Params params, String key) {
    @Nullable JsonNode values = params.node().get(key);
    return values instanceof ArrayNode array
        ? array.valueStream().map(JsonNode::asLong).toList()
        : List.of();
  }
}
