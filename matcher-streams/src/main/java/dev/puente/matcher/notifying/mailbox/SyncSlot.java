package dev.puente.matcher.notifying.mailbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The wanted state of one subject of an address: the latest wins, equal content is written once.
 *
 * @param subject subject, and kind where one subject has several
 * @param version version of the wanted state
 * @param contentHash hash of the wanted state
 * @param body the wanted state, opaque here
 * @param written hash that was written last; null: none
 * @param pendingAt when it may be tried; null: nothing to do
 * @param epoch number of the last dispatch
 * @param failures tries without a certain answer since the last certain one
 * @param firstDispatchedAt first dispatch of this content; null before
 * @param traceparent trace of the wish, or null
 */
public record SyncSlot(
    String subject,
    long version,
    String contentHash,
    ByteBuffer body,
    @Nullable String written,
    @Nullable Long pendingAt,
    int epoch,
    int failures,
    @Nullable Long firstDispatchedAt,
    @Nullable String traceparent) {

  SyncSlot pendingAt(@Nullable Long at) {
    return new SyncSlot(
        subject,
        version,
        contentHash,
        body,
        written,
        at,
        epoch,
        failures,
        firstDispatchedAt,
        traceparent);
  }

  SyncSlot writtenNow(String hash) {
    return new SyncSlot(
        subject, version, contentHash, body, hash, pendingAt, epoch, 0, null, traceparent);
  }

  /** What was written before is not certain any more. */
  SyncSlot dispatched(long now) {
    Long first = firstDispatchedAt == null ? Long.valueOf(now) : firstDispatchedAt;
    return new SyncSlot(
        subject,
        version,
        contentHash,
        body,
        null,
        pendingAt,
        epoch + 1,
        failures,
        first,
        traceparent);
  }

  SyncSlot failed(boolean again) {
    return new SyncSlot(
        subject,
        version,
        contentHash,
        body,
        written,
        pendingAt,
        epoch,
        again ? failures + 1 : 0,
        firstDispatchedAt,
        traceparent);
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "SyncSlot[version=" + version + ", pendingAt=" + pendingAt + ", epoch=" + epoch + "]";
  }
}
