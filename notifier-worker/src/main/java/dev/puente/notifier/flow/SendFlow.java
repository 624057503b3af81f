package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.LiquidText;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Task.Send;
import dev.puente.schemas.delivery.WorkerReasons;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message: look up what may have been sent, find or make the contact, post. */
final class SendFlow {
  /** Chatwoot's limit for {@code content}, app/models/message.rb. */
  private static final int CONTENT_AT_MOST = 150_000;

  private final Session session;
  private final Send send;
  private final Inbox inbox;
  private final String marker;
  private final Contacts contacts;
  private final Duration secondLookup;
  private @Nullable String givenName;

  private SendFlow(Session session, Send send, Inbox inbox, Duration secondLookup) {
    this.session = session;
    this.send = send;
    this.inbox = inbox;
    this.secondLookup = secondLookup;
    this.marker = Objects.requireNonNull(session.command().marker());
    this.contacts = new Contacts(session);
  }

  /**
   * The answer.
   *
   * @param secondLookup rest between the two look-ups of a repetition
   */
  static Answer run(Session session, Send send, Duration secondLookup) {
    Optional<Inbox> inbox = session.tenant().inbox(send.inboxId());
    if (inbox.isEmpty()) {
      return Answer.rejected("unknown_inbox", null);
    }
    return new SendFlow(session, send, inbox.get(), secondLookup).run();
  }

  private Answer run() {
    return switch (session.suspicion()) {
      case NONE -> create();
      case BY_TAKEOVER -> lookUp().map(Answer::found).orElseGet(this::handedBack);
      case BY_MAILBOX ->
          lookUp().or(this::lookUpAgain).map(Answer::found).orElseGet(this::createCleared);
    };
  }

  /** One look-up does not clear what the mailbox suspects. */
  private Answer handedBack() {
    return Answer.deferred("not_found_after_takeover", null, session.clock().instant())
        .keepingSuspicion(session.command().suspect());
  }

  /** The look-ups have ended: whatever happens now, earlier epochs did not act. */
  private Answer createCleared() {
    if (session.command().expiredAt(session.clock().instant())) {
      return Answer.stale("expired");
    }
    try {
      return create();
    } catch (Ended ended) {
      return ended.answer().keepingSuspicion(false);
    }
  }

  private Optional<Place> lookUp() {
    Long hint = session.command().hints().contactId();
    return new MarkerLookup(session, marker).find(contacts.all(send.target(), hint));
  }

  private Optional<Place> lookUpAgain() {
    if (!session.rest().rest(secondLookup)) {
      throw Ended.with(new Problem.Withheld(Problem.Why.REVOKED), session.clock());
    }
    return lookUp();
  }

  private Answer create() {
    Optional<NewMessage> message = message();
    if (message.isEmpty()) {
      return Answer.rejected("no_content", null);
    }
    String content = message.get().content();
    if (content != null && content.length() > CONTENT_AT_MOST) {
      return Answer.rejected("content_too_long", null);
    }
    Long hint = session.command().hints().contactId();
    Optional<ContactView> known = contacts.find(send.target(), hint, inbox);
    Outcome<Place> first = post(known.orElseGet(this::newContact), message.get());
    if (!(first instanceof Outcome.No<Place>(Problem.Missing()))) {
      return ended(first);
    }
    // The contact or conversation vanished in between (merged or deleted): resolve once more.
    Optional<ContactView> again = contacts.lookUp(send.target(), inbox);
    if (again.isEmpty() && !creatable()) {
      return Answer.rejected(WorkerReasons.CONTACT_GONE, 404);
    }
    return ended(post(again.orElseGet(this::newContact), message.get()));
  }

  private Answer ended(Outcome<Place> outcome) {
    return Answer.sent(Ended.unlessOk(outcome, session.clock())).withWrittenName(givenName);
  }

  private Outcome<Place> post(ContactView contact, NewMessage message) {
    return new Posting(session, inbox, contact, marker).post(message);
  }

  private boolean creatable() {
    return send.target().phoneKey() != null || send.target().identifier() != null;
  }

  private ContactView newContact() {
    if (!creatable()) {
      throw new Ended(Answer.rejected(WorkerReasons.CONTACT_GONE, 404));
    }
    ContactCreation.Created created =
        new ContactCreation(session, contacts).create(send.target(), inbox, null, null, Map.of());
    givenName = created.name();
    return created.contact();
  }

  /** Templates exist in WhatsApp and Twilio only; elsewhere the text is what is sent. */
  private Optional<NewMessage> message() {
    boolean templates = inbox.whatsapp() || inbox.channel().equals("Channel::TwilioSms");
    var template = templates ? send.template() : null;
    @Nullable String content = send.content() == null ? null : LiquidText.escape(send.content());
    return content == null && template == null
        ? Optional.empty()
        : Optional.of(new NewMessage(content, send.notificationId(), marker, template));
  }
}
