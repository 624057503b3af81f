package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.matcher.linking.domain.InboxLink;
import dev.puente.matcher.linking.domain.Sighting;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from an event what it shows of its contact. */
final class EventSightings {
  private static final String CONTACT_UPDATED = "contact_updated";
  private static final String PHONE_NUMBER = "phone_number";

  private final JsonMapper json = JsonMapper.builder().build();

  Sighting of(ChatwootEvent event, EventContact contact) {
    return new Sighting(
        contact.getId(),
        event.getEventId(),
        clock(event),
        event.getEvent().equals(CONTACT_UPDATED)
            && event.getChangedAttributes().contains(PHONE_NUMBER),
        contact.getPhoneNumber(),
        contact.getIdentifier(),
        contact.getName(),
        inbox(event),
        event.getMessage() == null ? null : event.getMessage().getId());
  }

  private long clock(ChatwootEvent event) {
    Instant changed = event.getEvent().equals(CONTACT_UPDATED) ? contactClock(event) : null;
    if (changed != null) {
      return changed.toEpochMilli();
    }
    EventConversation conversation = event.getConversation();
    return conversation == null || conversation.getUpdatedAt() == null
        ? event.getReceivedAt().toEpochMilli()
        : conversation.getUpdatedAt().toEpochMilli();
  }

  /**
   * The contact's own clock: {@code changed_attributes} lists {@code updated_at} with every change,
   * frozen at the moment of the change (Chatwoot app/listeners/base_listener.rb, 4.16).
   */
  private @Nullable Instant contactClock(ChatwootEvent event) {
    try {
      for (JsonNode change : json.readTree(event.getRaw()).path("changed_attributes")) {
        JsonNode value = change.path("updated_at").path("current_value");
        if (value.isString()) {
          return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.stringValue(), Instant::from);
        }
      }
    } catch (JacksonException | DateTimeException e) {
      return null;
    }
    return null;
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
