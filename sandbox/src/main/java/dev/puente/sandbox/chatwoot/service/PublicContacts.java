package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.ContactRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PATCH /contacts/{source_id}} of the public client API ({@code
 * contact_identify_action.rb}).
 */
public final class PublicContacts {

  private PublicContacts() {}

  /**
   * Updates the contact of a link; blank values and the identifier are ignored. When the e-mail or
   * phone belongs to another contact, this one is merged into it and its id vanishes.
   *
   * @return the contact that the link leads to afterwards
   * @throws dev.puente.sandbox.chatwoot.rules.Problem 422 when a rule of the model is broken
   */
  public static ContactRow update(Tx tx, ContactInboxRow link, Params fields) {
    Tables tables = tx.tables();
    ContactRow own = tables.contact(link.contactId);
    String email = fields.presence("email");
    String phone = fields.presence("phone_number");
    ContactRow byEmail =
        email == null ? null : other(tables.contacts.byEmail(own.accountId, email), own);
    ContactRow kept = byEmail == null ? own : byEmail;
    ContactRow byPhone =
        phone == null ? null : other(tables.contacts.byPhone(own.accountId, phone), kept);
    boolean phoneFits = byPhone == null || email == null || email.equals(byPhone.email());
    if (byPhone != null && phoneFits) {
      kept = byPhone;
    }
    check(tx, kept, fields.presence("name"), email, phoneFits ? phone : null, List.of(own, kept));
    if (byEmail != null) {
      ContactMerge.merge(tx, byEmail, own);
    }
    if (byPhone != null && phoneFits) {
      ContactMerge.merge(tx, byPhone, byEmail == null ? own : byEmail);
    }
    Contacts.update(tx, kept, Params.of(changes(fields, email, phoneFits ? phone : null)));
    return kept;
  }

  /** Asks the rules before anything is merged. */
  private static void check(
      Tx tx,
      ContactRow kept,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      List<ContactRow> merged) {
    boolean emailIsTheirs =
        merged.stream().anyMatch(row -> email != null && email.equals(row.email()));
    boolean phoneIsTheirs =
        merged.stream().anyMatch(row -> phone != null && phone.equals(row.phone()));
    ContactRules.check(
        tx.tables(),
        kept.accountId,
        kept,
        name,
        emailIsTheirs ? null : email,
        phoneIsTheirs ? null : phone,
        null);
  }

  private static ObjectNode changes(Params fields, @Nullable String email, @Nullable String phone) {
    ObjectNode changes = Json.object();
    putIfPresent(changes, "name", fields.presence("name"));
    putIfPresent(changes, "email", email);
    putIfPresent(changes, "phone_number", phone);
    ObjectNode custom = fields.object("custom_attributes");
    return custom == null ? changes : changes.set("custom_attributes", custom);
  }

  private static void putIfPresent(ObjectNode node, String key, @Nullable String value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private static @Nullable ContactRow other(List<ContactRow> holders, ContactRow self) {
    return holders.stream().filter(row -> row != self).findFirst().orElse(null);
  }
}
