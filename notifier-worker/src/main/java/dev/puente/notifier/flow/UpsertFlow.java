package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Answer.Reading;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.SourceIds;
import dev.puente.notifier.delivery.Task.Upsert;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contact of a subscription. One that exists keeps its name, e-mail, phone and identifier: the
 * form proves no identity.
 */
final class UpsertFlow {
  private final Session session;
  private final Upsert upsert;
  private final @Nullable Inbox inbox;
  private final Contacts contacts;
  private final List<String> leftOut = new ArrayList<>();
  private @Nullable String givenName;

  private UpsertFlow(Session session, Upsert upsert, @Nullable Inbox inbox) {
    this.session = session;
    this.upsert = upsert;
    this.inbox = inbox;
    this.contacts = new Contacts(session);
  }

  static Answer run(Session session, Upsert upsert) {
    Long inboxId = upsert.inboxId();
    if (inboxId == null) {
      return new UpsertFlow(session, upsert, null).run();
    }
    return session
        .tenant()
        .inbox(inboxId)
        .map(inbox -> new UpsertFlow(session, upsert, inbox).run())
        .orElseGet(() -> Answer.rejected("unknown_inbox", null));
  }

  private Answer run() {
    Long hint = session.command().hints().contactId();
    Optional<ContactView> known =
        contacts
            .find(upsert.target(), hint, inbox)
            .or(() -> contacts.byOtherPhones(upsert.otherPhoneKeys()));
    ContactView contact = known.isPresent() ? known.get() : create();
    if (known.isPresent()) {
      complete(contact);
    }
    String source = inbox == null ? null : link(contact, inbox);
    Place place =
        new Place(contact.id(), null, null, inbox == null ? null : (Long) inbox.id(), source);
    // Who made it may never have seen the contact: no webhook tells of one that was only found.
    return Answer.sent(place)
        .withReading(new Reading(true, contact.phoneNumber(), contact.identifier(), contact.name()))
        .withWrittenName(givenName)
        .withReason(leftOut.isEmpty() ? null : "left_out:" + String.join(",", leftOut));
  }

  private ContactView create() {
    var created =
        new ContactCreation(session, contacts)
            .create(upsert.target(), inbox, upsert.sourceId(), upsert.email(), upsert.attributes());
    leftOut.addAll(created.leftOut());
    givenName = created.name();
    if (!created.created()) {
      complete(created.contact());
    }
    return created.contact();
  }

  private void complete(ContactView contact) {
    if (!upsert.attributes().isEmpty()) {
      var fields = new ContactFields(null, null, null, null, upsert.attributes());
      SyncFlow.check(session, session.api().updateContact(contact.id(), fields));
    }
  }

  private @Nullable String link(ContactView contact, Inbox wanted) {
    Optional<String> known = source(contact, wanted);
    if (known.isPresent()) {
      return known.get();
    }
    if (wanted.phoneBased() && contact.phoneNumber() == null) {
      leftOut.add("inbox");
      return null;
    }
    return switch (session.api().linkInbox(contact.id(), wanted.id(), wantedSource(wanted))) {
      case Outcome.Ok<String>(var source) -> source;
      case Outcome.No<String>(Problem.Refused _) -> {
        leftOut.add("inbox");
        yield null;
      }
      case Outcome.No<String>(var problem) -> throw Ended.with(problem, session.clock());
    };
  }

  private Optional<String> source(ContactView contact, Inbox wanted) {
    return contact.links() == null
        ? contacts.existing(contact.id()).flatMap(shown -> shown.sourceIn(wanted.id()))
        : contact.sourceIn(wanted.id());
  }

  private @Nullable String wantedSource(Inbox wanted) {
    if (!ContactCreation.hasFreeSourceIds(wanted)) {
      return null;
    }
    return upsert.sourceId() != null
        ? upsert.sourceId()
        : SourceIds.of(session.tenant().id(), session.command().address(), wanted.id());
  }
}
