package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.MessageView;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.SourceIds;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message into the contact's running conversation of the inbox, else into a new one. Holds
 * the contact meanwhile, so that two messages for one contact do not both open a conversation.
 */
final class Posting {
  private static final Set<String> RUNNING = Set.of("open", "pending", "snoozed");

  private final Session session;
  private final Inbox inbox;
  private final ContactView contact;
  private final String marker;

  Posting(Session session, Inbox inbox, ContactView contact, String marker) {
    this.session = session;
    this.inbox = inbox;
    this.contact = contact;
    this.marker = marker;
  }

  /** Where the message is now, or the problem; {@link Problem.Missing} when the contact is gone. */
  Outcome<Place> post(NewMessage message) {
    return session.locked(contact.id(), () -> postAlone(message));
  }

  private Outcome<Place> postAlone(NewMessage message) {
    return switch (session.api().conversationsOf(contact.id())) {
      case Outcome.No<List<ConversationView>>(var problem) -> new Outcome.No<>(problem);
      case Outcome.Ok<List<ConversationView>>(var conversations) ->
          running(conversations)
              .map(conversation -> add(conversation, message))
              .orElseGet(() -> open(message, source()));
    };
  }

  private Optional<ConversationView> running(List<ConversationView> conversations) {
    return conversations.stream()
        .filter(c -> c.inboxId() == inbox.id() && RUNNING.contains(c.status()))
        .max(
            Comparator.comparingLong(ConversationView::lastActivityAt)
                .thenComparingLong(ConversationView::id));
  }

  private Outcome<Place> add(ConversationView conversation, NewMessage message) {
    return switch (session.api().createMessage(conversation.id(), message)) {
      case Outcome.Ok<MessageView>(var created) -> new Outcome.Ok<>(place(conversation, created));
      // A repetition that was looked up and is refused the same way again is final.
      case Outcome.No<MessageView>(Problem.Unclear(var status, _))
          when status != null && status == 422 && session.command().suspect() ->
          new Outcome.No<>(new Problem.Refused(422, Set.of()));
      case Outcome.No<MessageView>(var problem) -> new Outcome.No<>(problem);
    };
  }

  private Outcome<Place> open(NewMessage message, @Nullable String source) {
    var wanted = new NewConversation(contact.id(), inbox.id(), source, message);
    return switch (session.api().createConversation(wanted)) {
      case Outcome.Ok<ConversationView>(var conversation) -> confirmed(conversation);
      case Outcome.No<ConversationView>(Problem.Refused(int status, var attributes))
          when status == 422 && attributes.isEmpty() && isOurs(source) ->
          open(message, sourceOfContact());
      case Outcome.No<ConversationView>(var problem) -> new Outcome.No<>(problem);
    };
  }

  /**
   * A locked inbox gives back its last conversation, where another message may have become the
   * newest; the answer shows only that one.
   */
  private Outcome<Place> confirmed(ConversationView conversation) {
    MessageView newest = conversation.lastMessage();
    if (newest != null && marker.equals(newest.marker())) {
      return new Outcome.Ok<>(place(conversation, newest));
    }
    try {
      return new MarkerLookup(session, marker)
          .message(conversation.id())
          .<Outcome<Place>>map(m -> new Outcome.Ok<>(place(conversation, m)))
          .orElseGet(() -> new Outcome.No<>(new Problem.Unclear(200, "message_not_shown")));
    } catch (Ended e) {
      return new Outcome.No<>(new Problem.Unclear(200, "message_not_shown"));
    }
  }

  private Place place(ConversationView conversation, MessageView message) {
    if (message.byUser() && message.senderId() != null) {
      session.ownSender().learn(message.senderId());
    }
    String source = contact.sourceIn(inbox.id()).orElse(null);
    return new Place(contact.id(), conversation.id(), message.id(), inbox.id(), source);
  }

  private @Nullable String source() {
    Optional<String> known = contact.sourceIn(inbox.id());
    if (known.isPresent() || !ContactCreation.hasFreeSourceIds(inbox)) {
      return known.orElse(null);
    }
    if (contact.links() == null) {
      ContactView shown = Ended.unlessOk(session.api().contact(contact.id()), session.clock());
      known = shown.sourceIn(inbox.id());
    }
    return known.orElseGet(
        () -> SourceIds.of(session.tenant().id(), session.command().address(), inbox.id()));
  }

  /** Our id for the address may belong to a contact of that address that was replaced. */
  private boolean isOurs(@Nullable String source) {
    return source != null
        && source.equals(
            SourceIds.of(session.tenant().id(), session.command().address(), inbox.id()))
        && contact.sourceIn(inbox.id()).isEmpty();
  }

  private String sourceOfContact() {
    return SourceIds.of(
        session.tenant().id(), session.command().address(), inbox.id(), contact.id());
  }
}
