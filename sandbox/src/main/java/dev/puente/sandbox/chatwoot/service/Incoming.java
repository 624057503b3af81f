package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Messages that reach an inbox from its channel. */
public final class Incoming {

  /** As JavaScript prints a date. */
  private static final DateTimeFormatter BROWSER_TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd uuuu HH:mm:ss 'GMT+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Incoming() {}

  /**
   * A person writes on WhatsApp ({@code incoming_message_base_service.rb}, CONTRACT 4.1 and 8).
   *
   * @param waId digits without plus, as WhatsApp sends them, or a business-scoped id such as {@code
   *     BR.1102}
   * @param username the WhatsApp user name; null when the person has none
   */
  public static MessageRow whatsapp(
      Tx tx,
      InboxRow inbox,
      String waId,
      String name,
      @Nullable String text,
      @Nullable String username) {
    boolean isNumber = waId.chars().allMatch(Character::isDigit);
    String prefix = inbox.isTwilio() ? "whatsapp:" + (isNumber ? "+" : "") : "";
    ContactInboxRow link = existing(tx.tables(), inbox, prefix, waId);
    if (link == null) {
      ObjectNode fields = Json.object().put("name", name);
      if (isNumber) {
        fields.put("phone_number", "+" + waId);
      }
      if (username != null) {
        fields.set(
            "additional_attributes",
            Json.object()
                .set("social_profiles", Json.object().put("whatsapp", username))
                .put("social_whatsapp_user_name", username));
      }
      link = ContactLookup.link(tx, inbox, prefix + waId, Params.of(fields));
    }
    ConversationRow conversation = conversation(tx, inbox, link, true, Json.object());
    String wamid = inbox.isTwilio() ? "SM" + tx.tables().hex(16) : wamid(tx.tables());
    return receive(tx, conversation, Draft.of(Type.INCOMING, text).withSourceId(wamid));
  }

  /** A person sends a file without text on WhatsApp. */
  public static MessageRow file(Tx tx, ConversationRow conversation, ObjectNode file) {
    Draft draft = Draft.of(Type.INCOMING, null).withSourceId(wamid(tx.tables()));
    ContactRow contact = tx.tables().contact(conversation.contactId);
    return Messages.add(tx, conversation, draft.from(contact), Json.array().add(file));
  }

  /** The id that WhatsApp gives a message. */
  public static String wamid(Tables tables) {
    return "wamid." + tables.hex(24);
  }

  /**
   * A visitor of the website or a client of an API inbox writes.
   *
   * @param sourceId the visitor's link; null for a new visitor
   * @param contact fields of a new contact
   */
  public static MessageRow direct(
      Tx tx, InboxRow inbox, @Nullable String sourceId, Params contact, @Nullable String text) {
    String address = sourceId == null ? tx.tables().uuid() : sourceId;
    ContactInboxRow link = ContactLookup.link(tx, inbox, address, contact);
    ObjectNode additional = inbox.isWebWidget() ? visit(tx) : Json.object();
    ConversationRow conversation = conversation(tx, inbox, link, false, additional);
    Draft draft = Draft.of(Type.INCOMING, text);
    if (inbox.isWebWidget()) {
      draft = draft.withAttributes(Json.object().putNull("in_reply_to"));
    }
    return receive(tx, conversation, draft);
  }

  /** Stores an incoming message of the conversation's contact. */
  public static MessageRow receive(Tx tx, ConversationRow conversation, Draft draft) {
    return Messages.add(tx, conversation, draft.from(tx.tables().contact(conversation.contactId)));
  }

  /** The link of the number as sent, else with the other form of Brazil or Argentina, else none. */
  private static @Nullable ContactInboxRow existing(
      Tables tables, InboxRow inbox, String prefix, String waId) {
    String other = waId;
    if (waId.matches("55\\d{2}\\d+") && waId.length() != 13) {
      other = waId.substring(0, 4) + "9" + waId.substring(4);
    } else if (waId.startsWith("549")) {
      other = "54" + waId.substring(3);
    }
    ContactInboxRow normalized = tables.contactInboxes.at(inbox.id, prefix + other);
    return normalized == null ? tables.contactInboxes.at(inbox.id, prefix + waId) : normalized;
  }

  private static ConversationRow conversation(
      Tx tx, InboxRow inbox, ContactInboxRow link, boolean anyLink, ObjectNode additional) {
    List<ConversationRow> known =
        tx.tables().conversations.ofContact(link.contactId).stream()
            .filter(each -> each.inboxId == inbox.id)
            .filter(each -> anyLink || each.contactInboxId == link.id)
            .filter(each -> inbox.lockToSingleConversation || !each.status.equals("resolved"))
            .sorted(Comparator.comparingLong(each -> each.id))
            .toList();
    if (!known.isEmpty()) {
      return known.getLast();
    }
    ObjectNode fields = Json.object();
    fields.set("additional_attributes", additional);
    return Conversations.open(tx, inbox, link, Params.of(fields));
  }

  /** The contact behind a message. */
  public static ContactRow contact(Tables tables, MessageRow message) {
    return tables.contact(tables.conversation(message.conversationId).contactId);
  }

  /** What the widget tells of a visit. */
  private static ObjectNode visit(Tx tx) {
    ObjectNode browser =
        Json.object()
            .put("device_name", "Unknown")
            .put("browser_name", "Chrome")
            .put("platform_name", "macOS")
            .put("browser_version", "126.0.0.0")
            .put("platform_version", "14.5");
    return Json.object()
        .set("browser", browser)
        .put("referer", "https://site.example/")
        .set("initiated_at", Json.object().put("timestamp", BROWSER_TIME.format(tx.now())))
        .put("browser_language", "pt");
  }
}
