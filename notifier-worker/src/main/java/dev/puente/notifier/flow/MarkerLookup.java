package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.MessageView;
import dev.puente.notifier.delivery.Answer.Place;
import dev.puente.notifier.delivery.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a message by its full marker in the conversations of all contacts that an address leads
 * to. A deleted message of our own user in the time in question counts as well, because deleting
 * wipes the marker.
 */
final class MarkerLookup {
  /** Deleted messages are ours from this long before the first dispatch: clocks differ. */
  static final Duration EARLIER = Duration.ofMinutes(2);

  /**
   * How far the clock of a server may be behind ours. A message that is overlooked is sent twice,
   * and looking at older ones costs a few reads.
   */
  static final Duration BEHIND = Duration.ofMinutes(30);

  private static final int PAGES_AT_MOST = 100;

  private final Session session;
  private final String marker;
  private final long sinceSeconds;
  private final long oldestSeconds;
  private int pages;

  MarkerLookup(Session session, String marker) {
    this.session = session;
    this.marker = marker;
    Instant first = session.command().firstDispatchedAt();
    this.sinceSeconds = first.minus(EARLIER).getEpochSecond();
    this.oldestSeconds = first.minus(BEHIND).getEpochSecond();
  }

  Optional<Place> find(List<ContactView> contacts) {
    for (ContactView contact : contacts) {
      for (ConversationView conversation : conversations(contact)) {
        Optional<Place> place = in(contact, conversation);
        if (place.isPresent()) {
          return place;
        }
      }
    }
    return Optional.empty();
  }

  /** A conversation without activity since then has no message since then. */
  private List<ConversationView> conversations(ContactView contact) {
    return switch (session.api().conversationsOf(contact.id())) {
      case Outcome.Ok<List<ConversationView>>(var all) ->
          all.stream()
              .filter(c -> c.lastActivityAt() == 0 || c.lastActivityAt() >= oldestSeconds)
              .toList();
      case Outcome.No<List<ConversationView>>(Problem.Missing()) -> List.of();
      case Outcome.No<List<ConversationView>>(var problem) ->
          throw Ended.with(problem, session.clock());
    };
  }

  private Optional<Place> in(ContactView contact, ConversationView conversation) {
    return message(conversation.id())
        .map(m -> new Place(contact.id(), conversation.id(), m.id(), conversation.inboxId(), null));
  }

  /** The message in that conversation, paging back until the time in question is over. */
  Optional<MessageView> message(long conversationId) {
    Optional<MessageView> deleted = Optional.empty();
    Long before = null;
    while (true) {
      List<MessageView> page = page(conversationId, before);
      Optional<MessageView> hit = page.stream().filter(m -> marker.equals(m.marker())).findFirst();
      if (hit.isPresent()) {
        return hit;
      }
      deleted = deleted.or(() -> page.stream().filter(this::wiped).findFirst());
      Optional<MessageView> oldest = page.stream().min(Comparator.comparingLong(MessageView::id));
      if (oldest.isEmpty() || oldest.get().createdAt() < oldestSeconds) {
        return deleted;
      }
      before = oldest.get().id();
    }
  }

  private List<MessageView> page(long conversationId, @Nullable Long before) {
    if (++pages > PAGES_AT_MOST) {
      throw Ended.with(new Problem.Withheld(Problem.Why.OUT_OF_TIME), session.clock());
    }
    return switch (session.api().messages(conversationId, before)) {
      case Outcome.Ok<List<MessageView>>(var messages) -> {
        messages.forEach(this::learn);
        yield messages;
      }
      case Outcome.No<List<MessageView>>(Problem.Missing()) -> List.of();
      case Outcome.No<List<MessageView>>(var problem) -> throw Ended.with(problem, session.clock());
    };
  }

  private void learn(MessageView message) {
    if (message.marker() != null && message.byUser() && message.senderId() != null) {
      session.ownSender().learn(message.senderId());
    }
  }

  private boolean wiped(MessageView message) {
    return message.deleted()
        && message.outgoing()
        && message.byUser()
        && message.createdAt() >= sinceSeconds
        && message.senderId() != null
        && session.ownSender().mayBe(message.senderId());
  }
}
