package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.InboxRow.Template;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Inboxes with their channels. */
public final class Inboxes {

  private Inboxes() {}

  /**
   * @throws Problem 404 when the account has no such inbox
   */
  public static InboxRow require(Tables tables, long accountId, long id) {
    InboxRow inbox = tables.inboxes.get(id);
    if (inbox == null || inbox.accountId != accountId) {
      throw Problem.notFound();
    }
    return inbox;
  }

  /**
   * @throws Problem 401 when the user may not see the inbox
   */
  public static void authorize(UserRow user, InboxRow inbox) {
    if (!user.sees(inbox)) {
      throw Problem.forbiddenRecord();
    }
  }

  /**
   * Creates an inbox.
   *
   * @param channelType such as {@code Channel::Whatsapp}
   * @param fields {@code name}, {@code provider}, {@code phone_number}, {@code medium}, {@code
   *     identifier}, {@code hmac_token}, {@code hmac_mandatory}, {@code secret}, {@code
   *     webhook_url}, {@code lock_to_single_conversation}, {@code active_bot}, {@code
   *     reply_window_hours}, {@code templates}; all optional
   */
  public static InboxRow create(Tx tx, long accountId, String channelType, Params fields) {
    Tables tables = tx.tables();
    long id = tables.ids.next(Ids.Table.INBOX);
    long channelId = tables.ids.next(Ids.Table.CHANNEL);
    String name = fields.text("name", "Inbox " + id);
    InboxRow inbox = new InboxRow(id, accountId, channelId, channelType, name, tx.now());
    inbox.phoneNumber = fields.presence("phone_number");
    inbox.medium = inbox.isTwilio() ? fields.text("medium", "sms") : null;
    if (inbox.isWhatsapp()) {
      inbox.provider = fields.text("provider", "whatsapp_cloud");
    }
    if (inbox.isApi()) {
      inbox.identifier = fields.text("identifier", tables.token());
      inbox.secret = fields.text("secret", tables.token());
      tables.inboxIdentifiers.put(inbox.identifier, inbox);
    }
    if (inbox.isApi() || inbox.isWebWidget()) {
      inbox.hmacToken = fields.text("hmac_token", tables.token());
    }
    tables.inboxes.put(id, inbox);
    configure(inbox, fields);
    return inbox;
  }

  /** Changes the settings that are given. */
  public static void configure(InboxRow inbox, Params fields) {
    if (fields.has("webhook_url")) {
      inbox.webhookUrl = fields.presence("webhook_url");
    }
    if (fields.has("hmac_mandatory")) {
      inbox.hmacMandatory = fields.flag("hmac_mandatory");
    }
    if (fields.has("lock_to_single_conversation")) {
      inbox.lockToSingleConversation = fields.flag("lock_to_single_conversation");
    }
    if (fields.has("active_bot")) {
      inbox.activeBot = fields.flag("active_bot");
    }
    if (fields.has("reply_window_hours")) {
      inbox.replyWindowHours = fields.number("reply_window_hours");
    }
    if (fields.node().get("templates") instanceof ArrayNode templates) {
      inbox.templates = templates(templates);
    }
  }

  private static List<Template> templates(ArrayNode nodes) {
    List<Template> templates = new ArrayList<>();
    for (JsonNode node : nodes) {
      Params fields = Params.of(node);
      templates.add(
          new Template(
              fields.text("name", ""),
              fields.text("language", "en"),
              Math.toIntExact(fields.number("body_parameters", 0))));
    }
    return List.copyOf(templates);
  }
}
