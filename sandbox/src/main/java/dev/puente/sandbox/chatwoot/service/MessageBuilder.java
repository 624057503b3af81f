package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.Liquid;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.rules.TemplateParams;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the parameters of a request into a message ({@code
 * app/builders/messages/message_builder.rb}).
 */
public final class MessageBuilder {

  static final int MAX_CONTENT = 150_000;

  private static final Set<String> CONTENT_TYPES =
      Set.of(
          "text",
          "input_text",
          "input_textarea",
          "input_email",
          "input_select",
          "cards",
          "form",
          "article",
          "incoming_email",
          "input_csat",
          "integrations",
          "sticker",
          "voice_call");
  private static final Set<String> WITH_ITEMS = Set.of("input_select", "cards", "form", "article");

  private final int messagesPerMinute;

  /**
   * @param messagesPerMinute the flood guard of a conversation
   */
  public MessageBuilder(int messagesPerMinute) {
    this.messagesPerMinute = messagesPerMinute;
  }

  /**
   * Stores a message of a request.
   *
   * @throws Problem 422 when the message cannot be made; nothing is changed then
   */
  public MessageRow create(Tx tx, ConversationRow conversation, UserRow user, Params fields) {
    Tables tables = tx.tables();
    InboxRow inbox = tables.inbox(conversation.inboxId);
    check(inbox, fields);
    checkFlood(tx, conversation);
    ContactRow contact = tables.contact(conversation.contactId);
    Draft draft = draft(fields);
    UserRow sender = sender(tables, conversation.accountId, user, fields);
    draft = draft.type() == Type.OUTGOING ? draft.from(sender) : draft.from(contact);
    ArrayNode files = Attachments.of(fields);
    return Messages.add(
        tx, conversation, expanded(draft, tables, conversation, contact, sender), files);
  }

  /**
   * Checks all that does not depend on the conversation.
   *
   * @throws Problem 422
   */
  public static void check(InboxRow inbox, Params fields) {
    Type type = type(fields);
    if (type == Type.INCOMING && !inbox.isApi()) {
      throw Problem.error(422, "Incoming messages are only allowed in Api inboxes");
    }
    String contentType = fields.text("content_type", "text");
    if (!CONTENT_TYPES.contains(contentType)) {
      throw Problem.error(422, "'" + contentType + "' is not a valid content_type");
    }
    if (WITH_ITEMS.contains(contentType) && contentAttributes(fields).path("items").isEmpty()) {
      throw Problem.error(
          422, "Validation failed: Content attributes At least one item is required.");
    }
    String content = fields.text("content");
    if (content != null && content.codePointCount(0, content.length()) > MAX_CONTENT) {
      throw Problem.error(
          422,
          "Validation failed: Content is too long (maximum is " + MAX_CONTENT + " characters)");
    }
    TemplateParams.check(fields.node().get("template_params"));
    Attachments.check(fields);
  }

  private void checkFlood(Tx tx, ConversationRow conversation) {
    Instant since = tx.now().minusSeconds(60);
    int recent = 0;
    for (MessageRow message : conversation.messages.reversed()) {
      if (message.createdAt.isBefore(since)) {
        break;
      }
      recent++;
    }
    if (recent >= messagesPerMinute) {
      throw Problem.error(422, "Validation failed: Too many messages");
    }
  }

  private static Draft draft(Params fields) {
    ObjectNode attributes = contentAttributes(fields);
    String externalTime = fields.presence("external_created_at");
    if (externalTime != null) {
      attributes.put("external_created_at", externalTime);
    }
    ObjectNode additional = Json.object();
    String campaign = fields.presence("campaign_id");
    if (campaign != null) {
      additional.put("campaign_id", campaign);
    }
    ObjectNode template = TemplateParams.check(fields.node().get("template_params"));
    if (template != null) {
      additional.set("template_params", template);
    }
    return new Draft(
        type(fields),
        fields.text("content"),
        fields.text("content_type", "text"),
        attributes,
        additional,
        fields.flag("private"),
        fields.text("source_id"),
        null,
        null);
  }

  private static Type type(Params fields) {
    String given = fields.text("message_type", "outgoing");
    for (Type type : Type.values()) {
      if (type.text().equals(given)) {
        return type;
      }
    }
    throw Problem.error(422, "'" + given + "' is not a valid message_type");
  }

  private static ObjectNode contentAttributes(Params fields) {
    JsonNode given = fields.node().get("content_attributes");
    if (given != null && given.isString()) {
      try {
        return Json.copy(
            Json.parse(given.stringValue().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      } catch (JacksonException unreadable) {
        return Json.object();
      }
    }
    return Json.copy(given);
  }

  private static UserRow sender(Tables tables, long accountId, UserRow user, Params fields) {
    if (!"AgentBot".equals(fields.text("sender_type"))) {
      return user;
    }
    UserRow bot = tables.users.get(fields.number("sender_id", 0));
    boolean known =
        bot != null && bot.kind == UserRow.Kind.AGENT_BOT && bot.roles.containsKey(accountId);
    return known && bot != null ? bot : user;
  }

  private static Draft expanded(
      Draft draft,
      Tables tables,
      ConversationRow conversation,
      ContactRow contact,
      @Nullable UserRow agent) {
    if (draft.type() != Type.OUTGOING && draft.type() != Type.TEMPLATE) {
      return draft;
    }
    Map<String, String> variables = variables(tables, conversation, contact, agent);
    ObjectNode additional = draft.additionalAttributes();
    if (additional.path("template_params").path("processed_params")
        instanceof ObjectNode processed) {
      expandTexts(processed, variables);
    }
    String content = draft.content();
    return new Draft(
        draft.type(),
        content == null || content.isBlank() ? content : Liquid.expand(content, variables),
        draft.contentType(),
        draft.contentAttributes(),
        additional,
        draft.isPrivate(),
        draft.sourceId(),
        draft.senderType(),
        draft.senderId());
  }

  private static void expandTexts(ObjectNode node, Map<String, String> variables) {
    for (Map.Entry<String, JsonNode> member : List.copyOf(node.properties())) {
      if (member.getValue().isString()) {
        node.put(member.getKey(), Liquid.expand(member.getValue().stringValue(), variables));
      } else if (member.getValue() instanceof ObjectNode inner) {
        expandTexts(inner, variables);
      }
    }
  }

  private static Map<String, String> variables(
      Tables tables, ConversationRow conversation, ContactRow contact, @Nullable UserRow agent) {
    Map<String, String> variables = new HashMap<>();
    addName(variables, "contact", contact.name);
    put(variables, "contact.email", contact.email());
    put(variables, "contact.phone_number", contact.phone());
    contact
        .customAttributes
        .properties()
        .forEach(
            attribute ->
                put(
                    variables,
                    "contact.custom_attribute." + attribute.getKey(),
                    attribute.getValue().asString("")));
    if (agent != null) {
      addName(variables, "agent", agent.availableName);
      put(variables, "agent.email", agent.email);
    }
    put(variables, "conversation.display_id", String.valueOf(conversation.displayId));
    put(variables, "inbox.name", tables.inbox(conversation.inboxId).name);
    put(variables, "account.name", tables.account(conversation.accountId).name);
    return variables;
  }

  private static void addName(Map<String, String> variables, String who, String name) {
    String[] words = name.strip().split("\\s+");
    put(variables, who + ".name", capitalized(name));
    put(variables, who + ".first_name", capitalized(words[0]));
    put(
        variables,
        who + ".last_name",
        words.length > 1 ? capitalized(words[words.length - 1]) : "");
  }

  private static String capitalized(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.split(" ")) {
      out.append(out.isEmpty() ? "" : " ");
      out.append(
          word.isEmpty()
              ? ""
              : word.substring(0, 1).toUpperCase(Locale.ROOT)
                  + word.substring(1).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static void put(Map<String, String> variables, String name, @Nullable String value) {
    variables.put(name, value == null ? "" : value);
  }
}
