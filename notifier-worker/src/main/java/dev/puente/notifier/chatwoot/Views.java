package dev.puente.notifier.chatwoot;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Chatwoot answers, reduced to what delivery reads. */
public final class Views {
  private Views() {}

  /**
   * A contact.
   *
   * @param phoneNumber E.164 as stored, null when there is none
   * @param lastActivityAt epoch seconds, 0 when never
   * @param links inbox links; null when the answer does not tell
   */
  public record ContactView(
      long id,
      @Nullable String name,
      @Nullable String phoneNumber,
      @Nullable String identifier,
      long lastActivityAt,
      @Nullable List<InboxLink> links) {

    /** The source id of the contact in that inbox, as far as the answer tells. */
    public Optional<String> sourceIn(long inboxId) {
      return links == null
          ? Optional.empty()
          : links.stream()
              .filter(link -> link.inboxId() == inboxId)
              .map(InboxLink::sourceId)
              .findFirst();
    }
  }

  /** A contact's link to an inbox. */
  public record InboxLink(long inboxId, String channelType, String sourceId) {}

  /**
   * A conversation.
   *
   * @param id display id, the one in paths
   * @param lastActivityAt epoch seconds
   * @param lastMessage the newest message of any kind, null when there is none
   */
  public record ConversationView(
      long id,
      long inboxId,
      String status,
      long lastActivityAt,
      @Nullable MessageView lastMessage) {}

  /**
   * A message.
   *
   * @param createdAt epoch seconds
   * @param outgoing written by our side
   * @param marker {@code content_attributes.puente_id}, null when there is none
   * @param deleted its text and attributes were wiped
   * @param byUser the sender is a user (an agent or ourselves)
   * @param senderId id of the sender, null when there is none
   */
  public record MessageView(
      long id,
      long conversationId,
      long createdAt,
      boolean outgoing,
      @Nullable String marker,
      boolean deleted,
      boolean byUser,
      @Nullable Long senderId) {}
}
