package dev.puente.sandbox.chatwoot.driver;

import dev.puente.sandbox.chatwoot.driver.Driver.Written;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.service.Contacts;
import dev.puente.sandbox.chatwoot.service.Conversations;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.service.Incoming;
import dev.puente.sandbox.chatwoot.service.Messages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events beside the main path that a receiver of webhooks must stand. Throws {@link Problem};
 * thread-safe.
 */
public final class RareEvents {

  private final Database database;

  public RareEvents(Database database) {
    this.database = database;
  }

  /** The inbox greets: a message of type {@code template} without sender. */
  public Written greeting(long accountId, long conversationId, String text) {
    return database.write(
        tx -> {
          ConversationRow conversation =
              Conversations.require(tx.tables(), accountId, conversationId);
          return written(tx, Messages.greet(tx, conversation, text));
        });
  }

  /** An automation rule writes: an outgoing message without sender. */
  public Written automation(long accountId, long conversationId, long ruleId, String text) {
    return database.write(
        tx -> {
          ConversationRow conversation =
              Conversations.require(tx.tables(), accountId, conversationId);
          return written(tx, Messages.automate(tx, conversation, ruleId, text));
        });
  }

  /**
   * A person sends a file without text on WhatsApp, in the conversation they are in.
   *
   * @param file {@code filename}, {@code content_type}, {@code size}, {@code width}, {@code height}
   */
  public Written file(long accountId, long conversationId, ObjectNode file) {
    return database.write(
        tx -> {
          ConversationRow conversation =
              Conversations.require(tx.tables(), accountId, conversationId);
          return written(tx, Incoming.file(tx, conversation, file));
        });
  }

  /**
   * Somebody types.
   *
   * @param userId the agent; null for the contact
   */
  public void typing(long accountId, long conversationId, @Nullable Long userId, boolean on) {
    database.write(
        tx -> {
          ConversationRow conversation =
              Conversations.require(tx.tables(), accountId, conversationId);
          ObjectNode detail = Json.object().put("user_id", userId).put("is_private", false);
          String name = on ? "conversation_typing_on" : "conversation_typing_off";
          tx.emit(Event.conversation(name, conversation, detail));
          return name;
        });
  }

  /**
   * A known visitor opens the website widget.
   *
   * @param eventInfo what the browser tells
   */
  public void widgetOpened(long accountId, long inboxId, String sourceId, ObjectNode eventInfo) {
    database.write(
        tx -> {
          InboxRow inbox = Inboxes.require(tx.tables(), accountId, inboxId);
          ContactInboxRow link = tx.tables().contactInboxes.at(inbox.id, sourceId);
          if (link == null) {
            throw Problem.notFound();
          }
          tx.emit(Event.widget(link, accountId, Params.of(eventInfo).node()));
          return link;
        });
  }

  /**
   * A second contact gets a phone that another one has, as happens when two clients create it at
   * the same moment: phones have no unique index. From then on every save of either one is refused
   * (CONTRACT 3.3).
   *
   * @return the id of the new contact
   */
  public long duplicatePhone(long accountId, String name, String phone) {
    return database.write(tx -> Contacts.createUnchecked(tx, accountId, name, phone).id);
  }

  private static Written written(Tx tx, MessageRow message) {
    ConversationRow conversation = tx.tables().conversation(message.conversationId);
    return new Written(conversation.contactId, conversation.displayId, message.id);
  }
}
