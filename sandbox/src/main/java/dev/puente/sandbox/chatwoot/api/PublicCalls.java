package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Handler;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.webhook.Signature;
import java.util.List;
import java.util.Objects;

/** What the calls of the public client API have in common: inbox, link, HMAC (CONTRACT 5). */
final class PublicCalls {

  @FunctionalInterface
  interface InboxAction {
    Reply run(Tx tx, InboxRow inbox, Call call);
  }

  @FunctionalInterface
  interface LinkAction {
    Reply run(Tx tx, ContactInboxRow link, Call call);
  }

  private final Database database;

  PublicCalls(Database database) {
    this.database = database;
  }

  Handler onInbox(InboxAction action) {
    return call -> {
      call.body();
      return database.write(tx -> action.run(tx, inbox(tx, call), call));
    };
  }

  Handler onLink(LinkAction action) {
    return onInbox((tx, inbox, call) -> action.run(tx, link(tx, inbox, call), call));
  }

  private static InboxRow inbox(Tx tx, Call call) {
    InboxRow inbox = tx.tables().inboxIdentifiers.get(call.segment("inbox"));
    if (inbox == null) {
      throw notFound();
    }
    call.concerns(inbox.accountId, null, null);
    return inbox;
  }

  private static ContactInboxRow link(Tx tx, InboxRow inbox, Call call) {
    ContactInboxRow link = tx.tables().contactInboxes.at(inbox.id, call.segment("source"));
    if (link == null) {
      throw notFound();
    }
    call.concerns(null, link.contactId, null);
    return link;
  }

  /**
   * Checks the hash when one is sent or the channel wants one.
   *
   * @return whether a hash was checked
   * @throws Problem 500 for a wrong or missing one: Chatwoot raises a plain exception
   */
  static boolean isVerified(InboxRow inbox, Params params) {
    String hash = params.presence("identifier_hash");
    if (hash == null && !inbox.hmacMandatory) {
      return false;
    }
    String expected =
        Signature.ofIdentifier(
            Objects.requireNonNullElse(inbox.hmacToken, ""), params.text("identifier", ""));
    if (!expected.equals(hash)) {
      throw Problem.serverError();
    }
    return true;
  }

  /** With a verified link all conversations of the contact, otherwise those of the link. */
  static List<ConversationRow> conversations(Tx tx, ContactInboxRow link) {
    return tx.tables().conversations.ofContact(link.contactId).stream()
        .filter(
            row -> link.hmacVerified ? row.inboxId == link.inboxId : row.contactInboxId == link.id)
        .toList();
  }

  static ConversationRow conversation(Tx tx, ContactInboxRow link, Call call) {
    Long wanted = Params.toNumber(call.segment("conversation"));
    ConversationRow found =
        conversations(tx, link).stream()
            .filter(row -> Objects.equals(row.displayId, wanted))
            .findFirst()
            .orElseThrow(PublicCalls::notFound);
    call.concerns(null, null, found.displayId);
    return found;
  }

  /** The framework's answer: this controller tree has no handler of its own. */
  private static Problem notFound() {
    return Problem.framework(404, "Not Found");
  }
}
