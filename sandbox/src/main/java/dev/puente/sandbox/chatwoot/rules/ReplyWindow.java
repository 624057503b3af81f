package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code can_reply}: whether free text may be sent now (CONTRACT 4.4). */
public final class ReplyWindow {

  private ReplyWindow() {}

  /** True when the channel has no window or the last incoming message is inside it now. */
  public static boolean isOpen(Tables tables, ConversationRow conversation) {
    return isOpen(tables, conversation, tables.windowNow());
  }

  /**
   * As above, at another time.
   *
   * @param at by the clock of {@link Tables#windowNow}
   */
  public static boolean isOpen(Tables tables, ConversationRow conversation, Instant at) {
    Duration window = window(tables.inbox(conversation.inboxId));
    if (window == null) {
      return true;
    }
    Instant last = lastIncoming(conversation);
    return last != null && at.isBefore(last.plus(window));
  }

  private static @Nullable Duration window(InboxRow inbox) {
    if (inbox.reachesWhatsapp()) {
      return Duration.ofHours(24);
    }
    return switch (inbox.channelType) {
      case "Channel::FacebookPage", "Channel::Instagram" -> Duration.ofHours(24);
      case "Channel::Tiktok" -> Duration.ofHours(48);
      case "Channel::Api" ->
          inbox.replyWindowHours == null ? null : Duration.ofHours(inbox.replyWindowHours);
      default -> null;
    };
  }

  private static @Nullable Instant lastIncoming(ConversationRow conversation) {
    for (MessageRow message : conversation.messages.reversed()) {
      if (message.type == MessageRow.Type.INCOMING) {
        return message.windowTime;
      }
    }
    return null;
  }
}
