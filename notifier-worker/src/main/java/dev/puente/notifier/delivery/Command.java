package dev.puente.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease on one effect in Chatwoot.
 *
 * @param id {@code occurrence#epoch}
 * @param tenant tenant id
 * @param address mailbox that waits for the answer
 * @param task what to do
 * @param marker {@code deployment/tenant/occurrence}; never null for a {@link Task.Send}
 * @param suspect an earlier epoch may have acted: look up before creating
 * @param firstDispatchedAt lower bound of the look-up
 * @param settleUntil no look-up before; null: at once
 * @param hints what earlier answers told, possibly stale
 * @param notAfter end of the lease
 * @param expiresAt worthless after this; null: never
 */
public record Command(
    String id,
    String tenant,
    String address,
    Task task,
    @Nullable String marker,
    boolean suspect,
    Instant firstDispatchedAt,
    @Nullable Instant settleUntil,
    Hints hints,
    Instant notAfter,
    @Nullable Instant expiresAt) {

  /**
   * What earlier answers told about the address.
   *
   * @param contactId contact, null when unknown
   * @param conversationId conversation, null when unknown
   */
  public record Hints(@Nullable Long contactId, @Nullable Long conversationId) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(null, null);
  }

  /** Whether the notification is worthless at that moment. */
  public boolean expiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
