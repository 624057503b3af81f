package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.rules.SourceIds;
import org.jspecify.annotations.Nullable;

/** Links between contacts and inboxes ({@code app/builders/contact_inbox_builder.rb}). */
public final class ContactInboxes {

  private ContactInboxes() {}

  /** What an API or website inbox answers when another contact owns the source id. */
  public enum WhenTaken {
    /** 422 {@code source_id should be unique}. */
    UNPROCESSABLE,
    /** An unhandled error: 500. */
    SERVER_ERROR,
    /** 500 for every channel: the take-over runs in a transaction that has already failed. */
    SERVER_ERROR_ALWAYS
  }

  /**
   * The link of contact, inbox and source id, found or created. A phone channel takes the source id
   * over from another contact, whose link gets a changed one.
   *
   * @throws Problem 422 or 500 when the link cannot be made
   */
  public static ContactInboxRow build(
      Tx tx, InboxRow inbox, ContactRow contact, @Nullable String sourceId, WhenTaken whenTaken) {
    String address = address(tx.tables(), inbox, contact, sourceId, whenTaken);
    ContactInboxRow existing = tx.tables().contactInboxes.at(inbox.id, address);
    if (existing != null && existing.contactId == contact.id) {
      return existing;
    }
    if (existing != null) {
      tx.tables().contactInboxes.rename(existing, freeName(tx.tables(), inbox, address));
      existing.updatedAt = tx.now();
    }
    return insert(tx, inbox, contact, address);
  }

  /** Checks all that {@link #build} checks, and gives the source id that it would use. */
  public static String address(
      Tables tables,
      InboxRow inbox,
      ContactRow contact,
      @Nullable String sourceId,
      WhenTaken whenTaken) {
    String address = sourceId == null ? SourceIds.derive(tables, inbox, contact) : sourceId;
    SourceIds.check(inbox, address);
    ContactInboxRow existing = tables.contactInboxes.at(inbox.id, address);
    if (existing != null && existing.contactId != contact.id) {
      refuse(inbox, whenTaken);
    }
    return address;
  }

  /** Refuses a taken source id unless the channel takes it over. */
  public static void refuse(InboxRow inbox, WhenTaken whenTaken) {
    boolean takesOver = inbox.isWhatsapp() || inbox.isTwilio() || inbox.isSms() || inbox.isEmail();
    if (whenTaken == WhenTaken.SERVER_ERROR_ALWAYS) {
      throw Problem.serverError();
    }
    if (!takesOver) {
      throw whenTaken == WhenTaken.UNPROCESSABLE
          ? Problem.error(422, "source_id should be unique")
          : Problem.serverError();
    }
  }

  public static ContactInboxRow insert(Tx tx, InboxRow inbox, ContactRow contact, String sourceId) {
    Tables tables = tx.tables();
    ContactInboxRow link =
        new ContactInboxRow(
            tables.ids.next(Ids.Table.CONTACT_INBOX),
            contact.id,
            inbox.id,
            sourceId,
            tables.token(),
            tx.now());
    tables.contactInboxes.insert(link);
    return link;
  }

  private static String freeName(Tables tables, InboxRow inbox, String address) {
    String name;
    do {
      name =
          inbox.isEmail()
              ? tables.randomBelow(10) + address
              : "whatsapp:" + address + tables.randomBelow(100);
    } while (tables.contactInboxes.at(inbox.id, name) != null);
    return name;
  }
}
