package dev.puente.matcher.interactions;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.Direction;
import dev.puente.event.v1.Interaction;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.interactions.domain.ContactMessages;
import dev.puente.matcher.state.InteractionContactState;
import dev.puente.matcher.state.InteractionMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Translates between the rules, the stores and the topic. */
final class InteractionStates {
  private InteractionStates() {}

  static ContactMessages messages(InteractionContactState state) {
    return new ContactMessages(
        state.getClientId(),
        state.getFloor(),
        state.getSeen(),
        state.getPending(),
        state.getLastAt());
  }

  static InteractionContactState state(ContactMessages messages) {
    return new InteractionContactState(
        messages.clientId(),
        messages.floor(),
        messages.seen(),
        messages.pending(),
        messages.lastAtMillis());
  }

  /** The client that a contact is linked to; null: none. */
  static @Nullable String linkedClient(@Nullable ContactLink link) {
    return link == null || link.getState() != LinkState.LINKED ? null : link.getClientId();
  }

  static Interaction interaction(String tenant, String clientId, InteractionMessage message) {
    return Interaction.newBuilder()
        .setTenant(tenant)
        .setClientId(clientId)
        .setContactId(message.getContactId())
        .setDirection(message.getIncoming() ? Direction.INBOUND : Direction.OUTBOUND)
        .setInboxId(message.getInboxId())
        .setConversationId(message.getConversationId())
        .setMessageId(message.getMessageId())
        .setContentType(message.getContentType())
        .setContentLength(message.getContentLength())
        .setText(message.getText())
        .setOccurredAt(Instant.ofEpochMilli(message.getOccurredAt()))
        .setFromPuente(message.getFromPuente())
        .setNotificationId(message.getNotificationId())
        .build();
  }

  /** The row of a view. */
  static InteractionMessage row(Interaction interaction, long nowMillis) {
    return InteractionMessage.newBuilder()
        .setContactId(interaction.getContactId())
        .setIncoming(interaction.getDirection() == Direction.INBOUND)
        .setInboxId(interaction.getInboxId())
        .setConversationId(interaction.getConversationId())
        .setMessageId(interaction.getMessageId())
        .setContentType(interaction.getContentType())
        .setContentLength(interaction.getContentLength())
        .setText(interaction.getText())
        .setOccurredAt(interaction.getOccurredAt().toEpochMilli())
        .setFromPuente(interaction.getFromPuente())
        .setNotificationId(interaction.getNotificationId())
        .setStoredAt(nowMillis)
        .build();
  }
}
