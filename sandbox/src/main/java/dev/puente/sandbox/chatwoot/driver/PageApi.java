package dev.puente.sandbox.chatwoot.driver;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page at {@code /} and the state it shows, {@code GET /sim/state}. */
public final class PageApi {

  private static final int MOST_CONVERSATIONS = 100;
  private static final int MOST_MESSAGES = 100;

  private final Database database;

  public PageApi(Database database) {
    this.database = database;
  }

  public void addTo(Routes routes) {
    String page = page();
    routes
        .add("GET", "/", call -> Reply.text(200, "text/html; charset=utf-8", page))
        .add("GET", "/sim/state", this::state);
  }

  private static String page() {
    try (InputStream page =
        Objects.requireNonNull(PageApi.class.getResourceAsStream("page.html"), "page.html")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Reply state(Call call) {
    Params params = call.params();
    return Reply.ok(database.read(tables -> state(tables, params.number("account_id"))));
  }

  private static ObjectNode state(Tables tables, @Nullable Long account) {
    ArrayNode accounts = Json.array();
    tables
        .accounts
        .values()
        .forEach(
            row ->
                accounts.add(
                    Json.object()
                        .put("id", row.id)
                        .put("name", row.name)
                        .put("contacts", tables.contacts.ofAccount(row.id).size())
                        .put("conversations", tables.conversations.ofAccount(row.id).size())));
    ObjectNode state = Json.object().set("accounts", accounts);
    if (account != null) {
      ArrayNode conversations = Json.array();
      tables.conversations.ofAccount(account).stream()
          .sorted(Comparator.comparing((ConversationRow row) -> row.lastActivityAt).reversed())
          .limit(MOST_CONVERSATIONS)
          .forEach(row -> conversations.add(conversation(tables, row)));
      state.set("conversations", conversations);
    }
    return state;
  }

  private static ObjectNode conversation(Tables tables, ConversationRow row) {
    ContactRow contact = tables.contact(row.contactId);
    ArrayNode messages = Json.array();
    row.messages.stream()
        .skip(Math.max(0, row.messages.size() - MOST_MESSAGES))
        .forEach(message -> messages.add(message(message)));
    ObjectNode view =
        Json.object()
            .put("id", row.displayId)
            .put("status", row.status)
            .put("inbox", tables.inbox(row.inboxId).name)
            .put("channel", tables.inbox(row.inboxId).channelType)
            .put("source_id", tables.contactInbox(row.contactInboxId).sourceId());
    ObjectNode person =
        Json.object()
            .put("id", contact.id)
            .put("name", contact.name)
            .put("phone_number", contact.phone())
            .put("email", contact.email());
    person.set("custom_attributes", contact.customAttributes.deepCopy());
    return view.set("contact", person).set("messages", messages);
  }

  private static ObjectNode message(MessageRow message) {
    return Json.object()
        .put("id", message.id)
        .put("type", message.type.text())
        .put("content", message.content)
        .put("private", message.isPrivate)
        .put("status", message.status)
        .put("error", message.contentAttributes.path("external_error").asString(""))
        .put(
            "template",
            message.additionalAttributes.path("template_params").path("name").asString(""))
        .put("at", Times.iso(message.createdAt));
  }
}
