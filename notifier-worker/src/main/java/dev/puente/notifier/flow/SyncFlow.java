package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Task.Sync;

/** Brings custom attributes to the wanted state. May run again at any time. */
final class SyncFlow {
  private SyncFlow() {}

  static Answer run(Session session, Sync sync) {
    return session.locked(sync.contactId(), () -> write(session, sync));
  }

  private static Answer write(Session session, Sync sync) {
    if (!sync.set().isEmpty() || sync.contactName() != null) {
      var fields = new ContactFields(sync.contactName(), null, null, null, sync.set());
      check(session, session.api().updateContact(sync.contactId(), fields));
    }
    if (!sync.clear().isEmpty()) {
      check(session, session.api().removeAttributes(sync.contactId(), sync.clear()));
    }
    return Answer.sent(Place.ofContact(sync.contactId()));
  }

  /**
   * Phone numbers are checked again on every save: once two contacts share one, any change of
   * either is refused until somebody merges them.
   */
  static void check(Session session, Outcome<ContactView> outcome) {
    switch (outcome) {
      case Outcome.Ok<ContactView> _ -> {}
      case Outcome.No<ContactView>(Problem.Missing()) -> {
        Contacts.checkAccount(session);
        throw new Ended(Answer.rejected("contact_gone", 404));
      }
      case Outcome.No<ContactView>(Problem.Refused refused) when refused.names("phone_number") ->
          throw new Ended(Answer.rejected("duplicate_phone_number", refused.status()));
      case Outcome.No<ContactView>(var problem) -> throw Ended.with(problem, session.clock());
    }
  }
}
