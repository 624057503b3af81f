package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where a message, or what is known of it, is in Chatwoot.
 *
 * @param messageId message
 * @param conversationId conversation
 * @param contactId contact
 * @param inboxId inbox of the conversation
 */
public record SentRef(
    @Nullable Long messageId,
    @Nullable Long conversationId,
    @Nullable Long contactId,
    @Nullable Long inboxId) {

  /** Nothing known. */
  public static final SentRef NONE = new SentRef(null, null, null, null);

  /** What this one says, else what {@code older} said. */
  public SentRef over(SentRef older) {
    return new SentRef(
        first(messageId, older.messageId),
        first(conversationId, older.conversationId),
        first(contactId, older.contactId),
        first(inboxId, older.inboxId));
  }

  /** Whether both name a message and not the same one. */
  public boolean contradicts(SentRef other) {
    return messageId != null && other.messageId != null && !messageId.equals(other.messageId);
  }

  private static @Nullable Long first(@Nullable Long newer, @Nullable Long older) {
    return newer == null ? older : newer;
  }
}
