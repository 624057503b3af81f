package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Task.NameWish;
import dev.puente.notifier.delivery.Task.Sync;
import dev.puente.schemas.delivery.WorkerReasons;
import org.jspecify.annotations.Nullable;

/** Brings custom attributes, and a name of ours, to the wanted state. May run again at any time. */
final class SyncFlow {
  private static final String NAME = "name";
  private static final NameChange NOT_LOOKED_AT = new NameChange(null, null);

  private final Session session;
  private final Sync sync;

  /**
   * What becomes of the contact's name.
   *
   * @param write name to write, empty to take ours away; null: it stays
   * @param written name of ours that stands there afterwards; null: none
   */
  private record NameChange(@Nullable String write, @Nullable String written) {}

  private SyncFlow(Session session, Sync sync) {
    this.session = session;
    this.sync = sync;
  }

  static Answer run(Session session, Sync sync) {
    return session.locked(sync.contactId(), () -> new SyncFlow(session, sync).write());
  }

  private Answer write() {
    NameWish wish = sync.name();
    NameChange name = wish == null ? NOT_LOOKED_AT : change(wish, currentName());
    Answer answer = Answer.sent(Place.ofContact(sync.contactId())).withWrittenName(name.written());
    if (!sync.set().isEmpty() || name.write() != null) {
      @Nullable Outcome<ContactView> outcome = update(name.write());
      if (name.write() != null && refusesName(outcome)) {
        // The attributes must not wait for a name that Chatwoot will never take.
        answer = answer.withWrittenName(null).withReason("left_out:" + NAME);
        outcome = sync.set().isEmpty() ? null : update(null);
      }
      if (outcome != null) {
        check(session, outcome);
      }
    }
    if (!sync.clear().isEmpty()) {
      check(session, session.api().removeAttributes(sync.contactId(), sync.clear()));
    }
    return answer;
  }

  private Outcome<ContactView> update(@Nullable String name) {
    var fields = new ContactFields(name, null, null, null, sync.set());
    return session.api().updateContact(sync.contactId(), fields);
  }

  private static boolean refusesName(@Nullable Outcome<ContactView> outcome) {
    return outcome instanceof Outcome.No<ContactView>(Problem.Refused refused)
        && refused.names(NAME);
  }

  private String currentName() {
    Outcome<ContactView> read = session.api().contact(sync.contactId());
    check(session, read);
    String name = read instanceof Outcome.Ok<ContactView>(var contact) ? contact.name() : null;
    return name == null ? "" : name;
  }

  /**
   * An agent's name, or the one of the person's profile, stays. A repetition may find the name that
   * its first try wrote.
   */
  private NameChange change(NameWish wish, String current) {
    String wanted = wish.wanted();
    boolean firstTry =
        current.equals(wanted) && session.suspicion() == Session.Suspicion.BY_MAILBOX;
    boolean ours = wish.ours().contains(current) || firstTry;
    if (!ours && !current.isBlank()) {
      return NOT_LOOKED_AT;
    }
    String target = wanted == null ? "" : wanted;
    boolean there = current.equals(target) || (wanted == null && current.isBlank());
    return new NameChange(there ? null : target, wanted);
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
        throw new Ended(Answer.rejected(WorkerReasons.CONTACT_GONE, 404));
      }
      case Outcome.No<ContactView>(Problem.Refused refused) when refused.names("phone_number") ->
          throw new Ended(Answer.rejected(WorkerReasons.DUPLICATE_PHONE_NUMBER, refused.status()));
      case Outcome.No<ContactView>(var problem) -> throw Ended.with(problem, session.clock());
    }
  }
}
