package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a contact. */
public final class ContactViews {

  private ContactViews() {}

  /** The form of API answers, without links ({@code _contact.json.jbuilder}). */
  public static ObjectNode api(ContactRow contact) {
    ObjectNode view = Json.object();
    view.set("additional_attributes", contact.additionalAttributes.deepCopy());
    view.put("availability_status", "offline")
        .put("email", contact.email())
        .put("id", contact.id)
        .put("name", contact.name)
        .put("phone_number", contact.phone())
        .put("blocked", contact.blocked)
        .put("identifier", contact.identifier())
        .put("thumbnail", "");
    view.set("custom_attributes", contact.customAttributes.deepCopy());
    if (contact.lastActivityAt != null) {
      view.put("last_activity_at", Times.epoch(contact.lastActivityAt));
    }
    return view.put("created_at", Times.epoch(contact.createdAt));
  }

  /** The form of API answers with {@code contact_inboxes}. */
  public static ObjectNode apiWithInboxes(Tables tables, ContactRow contact) {
    ArrayNode links = Json.array();
    for (ContactInboxRow link : tables.contactInboxes.ofContact(contact.id)) {
      links.add(
          Json.object()
              .put("source_id", link.sourceId())
              .set("inbox", InboxViews.slim(tables.inbox(link.inboxId))));
    }
    return api(contact).set("contact_inboxes", links);
  }

  /** The webhook form: {@code sender} of message events, {@code contact_*}, widget events. */
  public static ObjectNode webhook(Tables tables, ContactRow contact) {
    ObjectNode view = Json.object();
    view.set("account", account(tables.account(contact.accountId)));
    view.set("additional_attributes", contact.additionalAttributes.deepCopy());
    view.put("avatar", "");
    return common(view, contact);
  }

  /**
   * The push form: {@code meta.sender} of conversations and {@code sender} of embedded messages.
   */
  public static ObjectNode push(ContactRow contact) {
    ObjectNode view = Json.object();
    view.set("additional_attributes", contact.additionalAttributes.deepCopy());
    return common(view, contact).put("type", "contact");
  }

  /** The raw record, shown by the public conversation calls. */
  public static ObjectNode raw(ContactRow contact) {
    ObjectNode view =
        Json.object()
            .put("id", contact.id)
            .put("name", contact.name)
            .put("email", contact.email())
            .put("phone_number", contact.phone())
            .put("account_id", contact.accountId)
            .put("created_at", Times.iso(contact.createdAt))
            .put("updated_at", Times.iso(contact.updatedAt));
    view.set("additional_attributes", contact.additionalAttributes.deepCopy());
    view.put("identifier", contact.identifier());
    view.set("custom_attributes", contact.customAttributes.deepCopy());
    return view.put("last_activity_at", Times.iso(contact.lastActivityAt))
        .put("contact_type", contact.contactType())
        .put("middle_name", "")
        .put("last_name", "")
        .putNull("location")
        .putNull("country_code")
        .put("blocked", contact.blocked)
        .putNull("company_id");
  }

  /** The flat answer of the public contact calls. */
  public static ObjectNode publicForm(ContactRow contact, ContactInboxRow link) {
    return Json.object()
        .put("source_id", link.sourceId())
        .put("pubsub_token", link.pubsubToken)
        .put("id", contact.id)
        .put("name", contact.name)
        .put("email", contact.email())
        .put("phone_number", contact.phone());
  }

  /** {@code {id, name}}. */
  public static ObjectNode account(AccountRow account) {
    return Json.object().put("id", account.id).put("name", account.name);
  }

  private static ObjectNode common(ObjectNode view, ContactRow contact) {
    view.set("custom_attributes", contact.customAttributes.deepCopy());
    return view.put("email", contact.email())
        .put("id", contact.id)
        .put("identifier", contact.identifier())
        .put("name", contact.name)
        .put("phone_number", contact.phone())
        .put("thumbnail", "")
        .put("blocked", contact.blocked);
  }
}
