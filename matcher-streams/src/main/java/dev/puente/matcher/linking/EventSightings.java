package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.matcher.linking.domain.InboxLink;
import dev.puente.matcher.linking.domain.Sighting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads from an event what it shows of its contact. */
final class EventSightings {
  private static final String PHONE_NUMBER = "phone_number";
  private static final String OF_CONTACT = "contact_";
  private static final long MOST_AHEAD_MILLIS = 5 * 60 * 1000L;

  private final ChangedAttributes changes = new ChangedAttributes();

  Sighting of(ChatwootEvent event, EventContact contact) {
    Long clock = serverClock(event);
    return new Sighting(
        contact.getId(),
        event.getEventId(),
        bare(event, contact),
        notAhead(clock, event.getReceivedAt().toEpochMilli()),
        clock != null,
        event.getEvent().equals(ChangedAttributes.CONTACT_UPDATED)
            && event.getChangedAttributes().contains(PHONE_NUMBER),
        contact.getPhoneNumber(),
        contact.getIdentifier(),
        contact.getName(),
        inbox(event),
        event.getMessage() == null ? null : event.getMessage().getId());
  }

  /**
   * Older and loose payloads name the contact of a conversation by its id only. An event of the
   * contact itself always shows it, even one that has nothing.
   */
  private static boolean bare(ChatwootEvent event, EventContact contact) {
    return !event.getEvent().startsWith(OF_CONTACT)
        && contact.getName() == null
        && contact.getEmail() == null
        && contact.getPhoneNumber() == null
        && contact.getIdentifier() == null
        && contact.getCustomAttributes().isEmpty();
  }

  /** A server's clock that is far ahead would freeze what is known until its time has come. */
  private static long notAhead(@Nullable Long clock, long arrival) {
    return clock == null ? arrival : Math.min(clock, arrival + MOST_AHEAD_MILLIS);
  }

  private @Nullable Long serverClock(ChatwootEvent event) {
    Instant changed =
        event.getEvent().equals(ChangedAttributes.CONTACT_UPDATED) ? changes.clock(event) : null;
    if (changed != null) {
      return changed.toEpochMilli();
    }
    EventConversation conversation = event.getConversation();
    return conversation == null || conversation.getUpdatedAt() == null
        ? null
        : Long.valueOf(conversation.getUpdatedAt().toEpochMilli());
  }

  private static @Nullable InboxLink inbox(ChatwootEvent event) {
    Long inboxId = event.getInboxId();
    EventConversation conversation = event.getConversation();
    if (inboxId == null || (conversation == null && event.getSourceId() == null)) {
      return null;
    }
    return new InboxLink(
        inboxId,
        event.getChannel(),
        event.getSourceId(),
        conversation == null ? null : conversation.getId(),
        event.getEventId());
  }
}
