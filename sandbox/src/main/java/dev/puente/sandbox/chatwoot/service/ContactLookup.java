package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.SourceIds;
import dev.puente.sandbox.chatwoot.service.ContactInboxes.WhenTaken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code app/builders/contact_inbox_with_contact_builder.rb}: a channel meets a person. */
public final class ContactLookup {

  private static final List<String> ADJECTIVES =
      List.of("billowing", "quiet", "autumn", "misty", "crimson", "patient", "silent", "ancient");
  private static final List<String> NOUNS =
      List.of("night", "river", "meadow", "cloud", "forest", "harbor", "thunder", "leaf");

  private ContactLookup() {}

  /**
   * The link with that source id, its contact unchanged; else a new link of the contact that has
   * the same identifier, e-mail or phone, in this order, also unchanged; else a new contact with a
   * link.
   */
  public static ContactInboxRow link(Tx tx, InboxRow inbox, String sourceId, Params contact) {
    ContactInboxRow existing = tx.tables().contactInboxes.at(inbox.id, sourceId);
    if (existing != null) {
      return existing;
    }
    SourceIds.check(inbox, sourceId);
    ContactRow known = known(tx.tables(), inbox.accountId, contact);
    if (known == null) {
      known = Contacts.create(tx, inbox.accountId, named(tx.tables(), contact));
    }
    return ContactInboxes.build(tx, inbox, known, sourceId, WhenTaken.SERVER_ERROR);
  }

  private static @Nullable ContactRow known(Tables tables, long accountId, Params contact) {
    String identifier = contact.presence("identifier");
    if (identifier != null) {
      List<ContactRow> hits = tables.contacts.byIdentifier(accountId, identifier);
      if (!hits.isEmpty()) {
        return hits.getFirst();
      }
    }
    String email = contact.presence("email");
    if (email != null) {
      List<ContactRow> hits = tables.contacts.byEmail(accountId, email);
      if (!hits.isEmpty()) {
        return hits.getFirst();
      }
    }
    String phone = contact.presence("phone_number");
    List<ContactRow> hits = phone == null ? List.of() : tables.contacts.byPhone(accountId, phone);
    return hits.isEmpty() ? null : hits.getFirst();
  }

  private static Params named(Tables tables, Params contact) {
    if (contact.presence("name") != null) {
      return contact;
    }
    String random =
        ADJECTIVES.get(tables.randomBelow(ADJECTIVES.size()))
            + "-"
            + NOUNS.get(tables.randomBelow(NOUNS.size()))
            + "-"
            + tables.randomBelow(1000);
    return Params.of(Json.copy(contact.node()).put("name", random));
  }
}
