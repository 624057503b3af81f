package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * A contact's place in an inbox.
 *
 * @param inboxId inbox
 * @param channel channel type, {@code Channel::Whatsapp}; null when not seen
 * @param sourceId source id; null when not seen
 * @param conversationId newest conversation; null when none was seen
 * @param eventId event that the source id came from
 */
public record InboxLink(
    long inboxId,
    @Nullable String channel,
    @Nullable String sourceId,
    @Nullable Long conversationId,
    String eventId) {

  /** This place, with what a newer sighting adds. */
  InboxLink updatedBy(InboxLink newer) {
    boolean sameSource = newer.sourceId == null || newer.sourceId.equals(sourceId);
    return new InboxLink(
        inboxId,
        newer.channel == null ? channel : newer.channel,
        newer.sourceId == null ? sourceId : newer.sourceId,
        highest(conversationId, newer.conversationId),
        sameSource ? eventId : newer.eventId);
  }

  static @Nullable Long highest(@Nullable Long one, @Nullable Long other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Long.valueOf(Math.max(one, other));
  }
}
