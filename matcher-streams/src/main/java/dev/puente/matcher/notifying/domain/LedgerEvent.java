package dev.puente.matcher.notifying.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reaches the ledger, by {@code tenant:notificationId}. */
public sealed interface LedgerEvent {

  /**
   * A request, routed.
   *
   * @param digest digest of the content
   * @param recipient typed recipient
   * @param target where it is reached; null: not known yet
   * @param graceUntil when waiting for an address ends; null with a target
   * @param message what is said
   * @param urgency class
   * @param sendAt not before; null: now
   * @param expiresAt not after; null: never
   * @param group group for cancelling together, or null
   * @param metadata given back in outcomes
   * @param acceptedAt when it was accepted
   * @param seq order of acceptance
   * @param traceparent trace of the request, or null
   */
  record Accept(
      String digest,
      String recipient,
      @Nullable Target target,
      @Nullable Long graceUntil,
      Message message,
      Urgency urgency,
      @Nullable Long sendAt,
      @Nullable Long expiresAt,
      @Nullable String group,
      Map<String, String> metadata,
      long acceptedAt,
      long seq,
      @Nullable String traceparent)
      implements LedgerEvent {

    /** The same, routed: with a target, or with the end of waiting for one. */
    public Accept routed(@Nullable Target newTarget, @Nullable Long newGraceUntil) {
      return new Accept(
          digest,
          recipient,
          newTarget,
          newGraceUntil,
          message,
          urgency,
          sendAt,
          expiresAt,
          group,
          metadata,
          acceptedAt,
          seq,
          traceparent);
    }
  }

  /** A request that can never be carried out. */
  record Refuse(
      @Nullable String digest,
      @Nullable String recipient,
      @Nullable String type,
      Map<String, String> metadata,
      String reason,
      long acceptedAt,
      @Nullable String traceparent)
      implements LedgerEvent {}

  /** The address that a request waited for. */
  record Resolved(String recipient, long seq, Target target) implements LedgerEvent {}

  /** The address did not appear in time. */
  record Unresolved(String recipient, long seq, String reason) implements LedgerEvent {}

  /** The caller withdraws the notification. */
  record Cancel(@Nullable String reason) implements LedgerEvent {}

  /** The caller wants other times; null leaves a time as it is. */
  record Reschedule(@Nullable Long sendAt, @Nullable Long expiresAt) implements LedgerEvent {}

  /** An operator wants a failed notification to be tried again. */
  record Retry(@Nullable String reason) implements LedgerEvent {}

  /** The mailbox reports. {@code progress} is what was tried so far. */
  record Step(
      String occurrence,
      State state,
      @Nullable String reason,
      @Nullable Long until,
      SentRef ref,
      Entry.Progress progress)
      implements LedgerEvent {}

  /** The old mailbox gives an entry back, because its recipient moved to {@code target}. */
  record Rebound(Entry entry, Target target) implements LedgerEvent {}

  /**
   * A webhook shows the message: {@code SENT}, {@code DELIVERED}, {@code READ} or {@code FAILED}.
   *
   * @param occurrence occurrence of the marker; empty: found by message id
   */
  record Receipt(String occurrence, State state, @Nullable String reason, SentRef ref)
      implements LedgerEvent {}

  /** By {@code tenant:m/<messageId>}: which occurrence the message belongs to. */
  record Alias(String occurrence, long filedAt) implements LedgerEvent {}
}
