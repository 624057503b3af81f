package dev.puente.notifier.flow;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Answer.Reading;
import dev.puente.notifier.delivery.Task.Refresh;

/** Reads a contact; that it is gone is an answer too. */
final class RefreshFlow {
  private static final Reading GONE = new Reading(false, null, null, null);

  private RefreshFlow() {}

  private static Reading gone(Session session) {
    Contacts.checkAccount(session);
    return GONE;
  }

  static Answer run(Session session, Refresh refresh) {
    Reading reading =
        new Contacts(session)
            .existing(refresh.contactId())
            .map(c -> new Reading(true, c.phoneNumber(), c.identifier(), c.name()))
            .orElseGet(() -> gone(session));
    return Answer.sent(Place.ofContact(refresh.contactId())).withReading(reading);
  }
}
