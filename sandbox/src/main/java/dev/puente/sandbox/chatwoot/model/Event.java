package dev.puente.sandbox.chatwoot.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a row. Listeners read the row later, as Chatwoot's dispatcher job
 * does, so a payload may show a newer state; only {@code detail} is frozen.
 *
 * @param name event name of CONTRACT 1.2, or {@link #SEND_REPLY}
 * @param subject the kind of row
 * @param id internal id of the row
 * @param lane events of one lane are delivered in order unless a fault shuffles them
 * @param inboxId the inbox concerned; null for contact events
 * @param detail {@code changed_attributes}, or the extra document of widget and typing events
 */
public record Event(
    String name,
    Subject subject,
    long accountId,
    long id,
    long lane,
    @Nullable Long inboxId,
    @Nullable JsonNode detail) {

  /** The internal event that hands an outgoing message to its channel. */
  public static final String SEND_REPLY = "send_reply";

  /** The kind of row an event is about. */
  public enum Subject {
    MESSAGE,
    CONVERSATION,
    CONTACT,
    CONTACT_INBOX
  }

  public static Event message(String name, ConversationRow conversation, MessageRow message) {
    return new Event(
        name,
        Subject.MESSAGE,
        message.accountId,
        message.id,
        conversation.contactId,
        message.inboxId,
        null);
  }

  public static Event conversation(
      String name, ConversationRow conversation, @Nullable JsonNode detail) {
    return new Event(
        name,
        Subject.CONVERSATION,
        conversation.accountId,
        conversation.id,
        conversation.contactId,
        conversation.inboxId,
        detail);
  }

  public static Event contact(String name, ContactRow contact, @Nullable JsonNode detail) {
    return new Event(
        name, Subject.CONTACT, contact.accountId, contact.id, contact.id, null, detail);
  }

  public static Event widget(ContactInboxRow link, long accountId, JsonNode eventInfo) {
    return new Event(
        "webwidget_triggered",
        Subject.CONTACT_INBOX,
        accountId,
        link.id,
        link.contactId,
        link.inboxId,
        eventInfo);
  }
}
