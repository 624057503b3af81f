package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.rules.SourceIds;
import dev.puente.sandbox.chatwoot.service.ContactInboxes;
import dev.puente.sandbox.chatwoot.service.ContactInboxes.WhenTaken;
import dev.puente.sandbox.chatwoot.service.ContactMerge;
import dev.puente.sandbox.chatwoot.service.Contacts;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.view.ContactViews;
import dev.puente.sandbox.chatwoot.view.ConversationViews;
import dev.puente.sandbox.chatwoot.view.InboxViews;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** What hangs on a contact: links, conversations, labels, merging (CONTRACT 3.4, 3.6). */
final class ContactLinksApi {

  private static final String ACCOUNT = "/api/v1/accounts/{account}";
  private static final String CONTACT = ACCOUNT + "/contacts/{contact}";
  private static final int NEWEST = 20;

  private ContactLinksApi() {}

  static void addTo(Routes routes, AccountCalls calls) {
    routes
        .add("POST", ACCOUNT + "/contact_inboxes/filter", calls.users(ContactLinksApi::filter))
        .add("POST", ACCOUNT + "/actions/contact_merge", calls.users(ContactLinksApi::merge))
        .add("GET", CONTACT + "/contactable_inboxes", calls.users(ContactLinksApi::contactable))
        .add("POST", CONTACT + "/contact_inboxes", calls.users(ContactLinksApi::link))
        .add("GET", CONTACT + "/conversations", calls.users(ContactLinksApi::conversations))
        .add("GET", CONTACT + "/labels", calls.users(ContactLinksApi::labels))
        .add("POST", CONTACT + "/labels", calls.users(ContactLinksApi::label));
  }

  private static Reply filter(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    InboxRow inbox = Inboxes.require(tx.tables(), caller.accountId(), params.number("inbox_id", 0));
    ContactInboxRow link = tx.tables().contactInboxes.at(inbox.id, params.text("source_id", ""));
    if (link == null) {
      throw Problem.emptyNotFound();
    }
    ContactRow contact = tx.tables().contact(link.contactId);
    call.concerns(null, contact.id, null);
    return Reply.ok(ContactViews.apiWithInboxes(tx.tables(), contact));
  }

  private static Reply merge(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    Tables tables = tx.tables();
    ContactRow base =
        Contacts.require(tables, caller.accountId(), params.number("base_contact_id", 0));
    ContactRow mergee =
        Contacts.require(tables, caller.accountId(), params.number("mergee_contact_id", 0));
    call.concerns(null, base.id, null);
    ContactMerge.merge(tx, base, mergee);
    return Reply.ok(ContactViews.api(base));
  }

  private static Reply contactable(Tx tx, Caller caller, Call call) {
    ContactRow contact = ContactsApi.contact(tx, caller, call);
    ArrayNode payload = Json.array();
    for (InboxRow inbox : tx.tables().inboxesOf(caller.accountId())) {
      if (caller.user().sees(inbox)) {
        sourceId(tx.tables(), inbox, contact)
            .ifPresent(
                sourceId ->
                    payload.add(
                        Json.object()
                            .set("inbox", InboxViews.slim(inbox))
                            .put("source_id", sourceId)));
      }
    }
    return Reply.ok(Json.object().set("payload", payload));
  }

  /** {@code app/services/contacts/contactable_inboxes_service.rb}. */
  private static Optional<String> sourceId(Tables tables, InboxRow inbox, ContactRow contact) {
    Optional<String> known =
        tables.contactInboxes.ofContact(contact.id).stream()
            .filter(link -> link.inboxId == inbox.id)
            .reduce((first, second) -> second)
            .map(ContactInboxRow::sourceId);
    if (inbox.isWebWidget()) {
      return known;
    }
    if (inbox.isApi() && known.isPresent()) {
      return known;
    }
    try {
      return Optional.of(SourceIds.derive(tables, inbox, contact));
    } catch (Problem lacksAddress) {
      return Optional.empty();
    }
  }

  private static Reply link(Tx tx, Caller caller, Call call) {
    ContactRow contact = ContactsApi.contact(tx, caller, call);
    Params params = call.params();
    Long inboxId = params.number("inbox_id");
    if (inboxId == null) {
      throw Problem.notFound();
    }
    InboxRow inbox = Inboxes.require(tx.tables(), caller.accountId(), inboxId);
    Inboxes.authorize(caller.user(), inbox);
    ContactInboxRow link =
        ContactInboxes.build(
            tx, inbox, contact, params.presence("source_id"), WhenTaken.SERVER_ERROR);
    link.hmacVerified |= params.flag("hmac_verified");
    return Reply.ok(
        Json.object().put("source_id", link.sourceId()).set("inbox", InboxViews.slim(inbox)));
  }

  private static Reply conversations(Tx tx, Caller caller, Call call) {
    ContactRow contact = ContactsApi.contact(tx, caller, call);
    Tables tables = tx.tables();
    ArrayNode payload = Json.array();
    tables.conversations.ofContact(contact.id).stream()
        .filter(conversation -> caller.user().sees(tables.inbox(conversation.inboxId)))
        .sorted(
            Comparator.comparing((ConversationRow row) -> row.lastActivityAt)
                .thenComparing(row -> row.id)
                .reversed())
        .limit(NEWEST)
        .forEach(conversation -> payload.add(ConversationViews.api(tables, conversation)));
    return Reply.ok(Json.object().set("payload", payload));
  }

  private static Reply labels(Tx tx, Caller caller, Call call) {
    return labels(ContactsApi.contact(tx, caller, call));
  }

  private static Reply label(Tx tx, Caller caller, Call call) {
    ContactRow contact = ContactsApi.contact(tx, caller, call);
    Contacts.label(tx, contact, call.params().texts("labels"));
    return labels(contact);
  }

  private static Reply labels(ContactRow contact) {
    return Reply.ok(Json.object().set("payload", Json.array(contact.labels)));
  }
}
