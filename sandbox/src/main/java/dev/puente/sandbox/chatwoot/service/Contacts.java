package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.Changes;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.ContactRules;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creating, changing and deleting contacts. */
public final class Contacts {

  private Contacts() {}

  /**
   * @throws Problem 404 when the account has no such contact
   */
  public static ContactRow require(Tables tables, long accountId, long id) {
    ContactRow contact = tables.contacts.find(id);
    if (contact == null || contact.accountId != accountId) {
      throw Problem.notFound();
    }
    return contact;
  }

  /**
   * @throws Problem 422 when a rule of the model is broken
   */
  public static void check(Tx tx, long accountId, Params fields) {
    ContactRules.check(
        tx.tables(),
        accountId,
        null,
        fields.text("name"),
        fields.text("email"),
        fields.text("phone_number"),
        fields.text("identifier"));
  }

  /**
   * @throws Problem 422 when a rule of the model is broken
   */
  public static ContactRow create(Tx tx, long accountId, Params fields) {
    check(tx, accountId, fields);
    return insert(tx, accountId, fields);
  }

  /** A contact that passed validation at the same moment as another one with its phone. */
  public static ContactRow createUnchecked(Tx tx, long accountId, String name, String phone) {
    ObjectNode fields = Json.object().put("name", name).put("phone_number", phone);
    return insert(tx, accountId, Params.of(fields));
  }

  private static ContactRow insert(Tx tx, long accountId, Params fields) {
    Tables tables = tx.tables();
    ContactRow contact = new ContactRow(tables.ids.next(Ids.Table.CONTACT), accountId, tx.now());
    contact.name = fields.text("name", "");
    contact.blocked = fields.flag("blocked");
    contact.customAttributes = Json.copy(fields.object("custom_attributes"));
    contact.additionalAttributes = Json.copy(fields.object("additional_attributes"));
    tables.contacts.identify(
        contact, fields.text("email"), fields.text("phone_number"), fields.text("identifier"));
    tables.contacts.insert(contact);
    tx.emit(Event.contact("contact_created", contact, null));
    return contact;
  }

  /**
   * Changes the given fields; absent ones stay, attribute hashes are merged one level deep.
   *
   * @throws Problem 422 when a rule of the model is broken, also by fields that were not given
   */
  public static void update(Tx tx, ContactRow contact, Params fields) {
    String name = fields.has("name") ? fields.text("name") : contact.name;
    String email = fields.has("email") ? fields.text("email") : contact.email();
    String phone = fields.has("phone_number") ? fields.text("phone_number") : contact.phone();
    String identifier = fields.has("identifier") ? fields.text("identifier") : contact.identifier();
    recheck(tx, contact, name, email, phone, identifier);
    change(
        tx,
        contact,
        () -> {
          contact.name = name == null ? "" : name;
          tx.tables().contacts.identify(contact, email, phone, identifier);
          if (fields.has("blocked")) {
            contact.blocked = fields.flag("blocked");
          }
          mergeInto(contact.customAttributes, fields.object("custom_attributes"));
          mergeInto(contact.additionalAttributes, fields.object("additional_attributes"));
        });
  }

  /** Replaces the labels of a contact. */
  public static void label(Tx tx, ContactRow contact, List<String> labels) {
    contact.labels = new ArrayList<>(labels.stream().distinct().toList());
    contact.touch(tx.now());
  }

  /**
   * @throws Problem 422 when a stored field breaks a rule by now
   */
  public static void destroyCustomAttributes(Tx tx, ContactRow contact, List<String> keys) {
    recheck(tx, contact, contact.name, contact.email(), contact.phone(), contact.identifier());
    change(tx, contact, () -> contact.customAttributes.remove(keys));
  }

  /** Notes an incoming message. A contact that breaks a rule by now is silently not saved. */
  public static void noteActivity(Tx tx, ContactRow contact) {
    String phone = contact.phone();
    if (phone == null || tx.tables().contacts.byPhone(contact.accountId, phone).size() <= 1) {
      change(tx, contact, () -> contact.lastActivityAt = tx.now());
    }
  }

  /** Deletes the contact with its links and conversations. No webhook tells of it. */
  public static void delete(Tx tx, ContactRow contact) {
    Tables tables = tx.tables();
    tables
        .conversations
        .ofContact(contact.id)
        .forEach(
            conversation -> {
              conversation.messages.forEach(message -> tables.messages.remove(message.id));
              tables.conversations.remove(conversation);
            });
    tables.contactInboxes.ofContact(contact.id).forEach(tables.contactInboxes::remove);
    tables.contacts.remove(contact);
  }

  /** Runs a change and emits {@code contact_updated} when a column differs afterwards. */
  static void change(Tx tx, ContactRow contact, Runnable change) {
    ObjectNode before = contact.columns();
    change.run();
    if (before.equals(contact.columns())) {
      return;
    }
    contact.touch(tx.now());
    ArrayNode changes = Changes.between(before, contact.columns());
    tx.emit(Event.contact("contact_updated", contact, changes));
  }

  private static void recheck(
      Tx tx,
      ContactRow contact,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String identifier) {
    ContactRules.check(tx.tables(), contact.accountId, contact, name, email, phone, identifier);
  }

  private static void mergeInto(ObjectNode attributes, @Nullable ObjectNode given) {
    if (given != null) {
      Json.merge(attributes, given);
    }
  }
}
