package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.SenderType;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code app/actions/contact_merge_action.rb} (CONTRACT 3.6). */
public final class ContactMerge {

  private ContactMerge() {}

  /**
   * Moves all of the mergee to the base, fills the base's blank fields, merges attributes with the
   * base winning, and deletes the mergee, of which nothing tells. Merging a contact with itself
   * changes nothing.
   */
  public static void merge(Tx tx, ContactRow base, ContactRow mergee) {
    if (base.id == mergee.id) {
      return;
    }
    Tables tables = tx.tables();
    for (ContactInboxRow link : tables.contactInboxes.ofContact(mergee.id)) {
      tables.contactInboxes.move(link, base.id);
      link.updatedAt = tx.now();
    }
    List<ConversationRow> moved = tables.conversations.ofContact(mergee.id);
    for (ConversationRow conversation : moved) {
      tables.conversations.move(conversation, base.id);
    }
    for (ConversationRow conversation : moved) {
      for (MessageRow message : conversation.messages) {
        if (message.senderType == SenderType.CONTACT) {
          Messages.changeSender(tx, message, base);
        }
      }
    }
    String email = or(base.email(), mergee.email());
    String phone = or(base.phone(), mergee.phone());
    String identifier = or(base.identifier(), mergee.identifier());
    tables.contacts.remove(mergee);
    Contacts.change(
        tx,
        base,
        () -> {
          base.name = base.name.isBlank() ? mergee.name : base.name;
          tables.contacts.identify(base, email, phone, identifier);
          Json.mergeMissing(base.customAttributes, mergee.customAttributes);
          Json.mergeMissing(base.additionalAttributes, mergee.additionalAttributes);
        });
  }

  private static @Nullable String or(@Nullable String own, @Nullable String other) {
    return own == null || own.isBlank() ? other : own;
  }
}
