package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.service.ContactInboxes.WhenTaken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /conversations} (CONTRACT 3.8): link, conversation and first message in one piece.
 */
public final class ConversationBuilder {

  private final MessageBuilder messages;

  public ConversationBuilder(MessageBuilder messages) {
    this.messages = messages;
  }

  /**
   * Opens a conversation.
   *
   * @throws Problem 401, 404, 422 or 500; nothing is changed then
   */
  public ConversationRow create(Tx tx, long accountId, UserRow user, Params fields) {
    Tables tables = tx.tables();
    Long inboxId = fields.number("inbox_id");
    Long contactId = fields.number("contact_id");
    InboxRow inbox = inboxId == null ? null : Inboxes.require(tables, accountId, inboxId);
    if (inbox != null) {
      Inboxes.authorize(user, inbox);
    }
    ContactRow contact = contactId == null ? null : Contacts.require(tables, accountId, contactId);
    String sourceId = fields.presence("source_id");
    if (inbox != null && contact != null) {
      return createFor(tx, user, inbox, contact, sourceId, fields);
    }
    ContactInboxRow link = sourceId == null ? null : tables.contactInboxes.anywhere(sourceId);
    if (link == null) {
      throw Problem.notFound();
    }
    InboxRow linked = tables.inbox(link.inboxId);
    if (linked.accountId != accountId) {
      throw Problem.notFound();
    }
    Inboxes.authorize(user, linked);
    checkParts(linked, fields);
    return open(tx, user, linked, link, fields);
  }

  private ConversationRow createFor(
      Tx tx,
      UserRow user,
      InboxRow inbox,
      ContactRow contact,
      @Nullable String sourceId,
      Params fields) {
    String address =
        ContactInboxes.address(tx.tables(), inbox, contact, sourceId, WhenTaken.UNPROCESSABLE);
    checkParts(inbox, fields);
    ContactInboxRow link =
        ContactInboxes.build(tx, inbox, contact, address, WhenTaken.UNPROCESSABLE);
    return open(tx, user, inbox, link, fields);
  }

  private static void checkParts(InboxRow inbox, Params fields) {
    Conversations.check(fields);
    ObjectNode message = fields.object("message");
    if (message != null) {
      MessageBuilder.check(inbox, Params.of(message));
    }
  }

  private ConversationRow open(
      Tx tx, UserRow user, InboxRow inbox, ContactInboxRow link, Params fields) {
    ConversationRow conversation = Conversations.open(tx, inbox, link, fields);
    ObjectNode message = fields.object("message");
    if (message != null && !message.isEmpty()) {
      messages.create(tx, conversation, user, Params.of(message));
    }
    return conversation;
  }
}
