package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.ContactFilter;
import dev.puente.sandbox.chatwoot.rules.ContactSearch;
import dev.puente.sandbox.chatwoot.rules.SourceIds;
import dev.puente.sandbox.chatwoot.service.ContactInboxes;
import dev.puente.sandbox.chatwoot.service.ContactInboxes.WhenTaken;
import dev.puente.sandbox.chatwoot.service.Contacts;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.view.ContactViews;
import dev.puente.sandbox.chatwoot.view.InboxViews;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Contact endpoints (CONTRACT 3.4, 3.5). */
final class ContactsApi {

  private static final String BASE = "/api/v1/accounts/{account}/contacts";

  private ContactsApi() {}

  static void addTo(Routes routes, AccountCalls calls) {
    routes
        .add("GET", BASE, calls.users(ContactsApi::index))
        .add("GET", BASE + "/search", calls.users(ContactsApi::search))
        .add("POST", BASE + "/filter", calls.users(ContactsApi::filter))
        .add("POST", BASE, calls.users(ContactsApi::create))
        .add("GET", BASE + "/{contact}", calls.users(ContactsApi::show))
        .add("PUT", BASE + "/{contact}", calls.users(ContactsApi::update))
        .add("PATCH", BASE + "/{contact}", calls.users(ContactsApi::update))
        .add("DELETE", BASE + "/{contact}", calls.administrators(ContactsApi::delete))
        .add(
            "POST",
            BASE + "/{contact}/destroy_custom_attributes",
            calls.users(ContactsApi::destroyCustomAttributes));
  }

  private static Reply index(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    List<String> labels = params.texts("labels");
    List<ContactRow> contacts =
        tx.tables().contacts.ofAccount(caller.accountId()).stream()
            .filter(ContactRow::isResolved)
            .filter(
                contact -> labels.isEmpty() || contact.labels.stream().anyMatch(labels::contains))
            .toList();
    return list(tx.tables(), ContactSearch.sorted(contacts, params.presence("sort")), params);
  }

  private static Reply filter(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    List<ContactRow> contacts =
        ContactFilter.find(tx.tables(), caller.account(), params.node().get("payload"));
    return list(tx.tables(), ContactSearch.sorted(contacts, params.presence("sort")), params);
  }

  private static Reply list(Tables tables, List<ContactRow> contacts, Params params) {
    ObjectNode body = Json.object().set("meta", Pages.meta(contacts.size(), params));
    return Reply.ok(
        body.set("payload", views(tables, Pages.of(contacts, params, Pages.CONTACTS), params)));
  }

  private static Reply search(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    List<ContactRow> found =
        ContactSearch.sorted(
            ContactSearch.find(tx.tables(), caller.accountId(), params.text("q", "")),
            params.presence("sort"));
    List<ContactRow> page = Pages.of(found, params, Pages.CONTACTS);
    ObjectNode meta =
        Pages.meta(page.size(), params)
            .put("has_more", Pages.hasMore(found, params, Pages.CONTACTS));
    return Reply.ok(
        Json.object().set("meta", meta).set("payload", views(tx.tables(), page, params)));
  }

  private static ArrayNode views(Tables tables, List<ContactRow> contacts, Params params) {
    boolean plain = "false".equals(params.text("include_contact_inboxes"));
    ArrayNode views = Json.array();
    contacts.forEach(
        contact ->
            views.add(
                plain ? ContactViews.api(contact) : ContactViews.apiWithInboxes(tables, contact)));
    return views;
  }

  private static Reply show(Tx tx, Caller caller, Call call) {
    return payload(tx.tables(), contact(tx, caller, call));
  }

  private static Reply update(Tx tx, Caller caller, Call call) {
    ContactRow contact = contact(tx, caller, call);
    Contacts.update(tx, contact, call.params());
    return payload(tx.tables(), contact);
  }

  private static Reply destroyCustomAttributes(Tx tx, Caller caller, Call call) {
    ContactRow contact = contact(tx, caller, call);
    Contacts.destroyCustomAttributes(tx, contact, call.params().texts("custom_attributes"));
    return payload(tx.tables(), contact);
  }

  private static Reply delete(Tx tx, Caller caller, Call call) {
    Contacts.delete(tx, contact(tx, caller, call));
    return Reply.empty(200);
  }

  private static Reply create(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    Contacts.check(tx, caller.accountId(), params);
    Long inboxId = params.number("inbox_id");
    InboxRow inbox =
        inboxId == null ? null : Inboxes.require(tx.tables(), caller.accountId(), inboxId);
    String sourceId = inbox == null ? null : sourceId(tx.tables(), inbox, params);
    ContactRow contact = Contacts.create(tx, caller.accountId(), params);
    call.concerns(null, contact.id, null);
    ContactInboxRow link =
        inbox == null || sourceId == null
            ? null
            : ContactInboxes.insert(tx, inbox, contact, sourceId);
    ObjectNode payload =
        Json.object().set("contact", ContactViews.apiWithInboxes(tx.tables(), contact));
    return Reply.ok(Json.object().set("payload", payload.set("contact_inbox", link(inbox, link))));
  }

  /** Everything that can refuse the link is asked before the contact exists. */
  private static String sourceId(Tables tables, InboxRow inbox, Params params) {
    String given = params.presence("source_id");
    String sourceId =
        given == null
            ? SourceIds.derive(
                tables, inbox, params.presence("email"), params.presence("phone_number"))
            : given;
    SourceIds.check(inbox, sourceId);
    if (tables.contactInboxes.at(inbox.id, sourceId) != null) {
      ContactInboxes.refuse(inbox, WhenTaken.SERVER_ERROR_ALWAYS);
    }
    return sourceId;
  }

  private static ObjectNode link(@Nullable InboxRow inbox, @Nullable ContactInboxRow link) {
    if (inbox == null || link == null) {
      return Json.object().putNull("inbox").putNull("source_id");
    }
    return Json.object().set("inbox", InboxViews.raw(inbox)).put("source_id", link.sourceId());
  }

  private static Reply payload(Tables tables, ContactRow contact) {
    return Reply.ok(Json.object().set("payload", ContactViews.apiWithInboxes(tables, contact)));
  }

  /** The contact of the path, noted in the journal. */
  static ContactRow contact(Tx tx, Caller caller, Call call) {
    ContactRow contact = Contacts.require(tx.tables(), caller.accountId(), call.id("contact"));
    call.concerns(null, contact.id, null);
    return contact;
  }
}
