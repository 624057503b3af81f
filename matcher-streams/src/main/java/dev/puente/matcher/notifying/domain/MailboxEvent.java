package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.Nullable;

/** What reaches a mailbox from router and ledger, by {@code tenant:address}. */
public sealed interface MailboxEvent {

  /**
   * A request passed the router; the ledger will answer with {@link Enqueue} or {@link Release}.
   * What was accepted later waits for that answer: ids of one address are decided in different
   * partitions of the ledger, and their answers may overtake each other.
   */
  record Reserve(Place place) implements MailboxEvent {}

  /** The ledger does not send what was reserved. */
  record Release(long seq) implements MailboxEvent {}

  /**
   * An occurrence to send.
   *
   * @param ticketSeq the reservation that it uses up
   */
  record Enqueue(Entry entry, long ticketSeq) implements MailboxEvent {}

  /** The caller withdraws an occurrence. */
  record CancelEntry(String occurrence) implements MailboxEvent {}

  /** The caller wants other times; null leaves a time as it is. */
  record RescheduleEntry(String occurrence, @Nullable Long sendAt, @Nullable Long expiresAt)
      implements MailboxEvent {}

  /**
   * A recipient is reached elsewhere now.
   *
   * @param version version of the new address record
   * @param target new target; null: nowhere
   * @param reason why there is none
   */
  record Rebind(String recipient, long version, @Nullable Target target, String reason)
      implements MailboxEvent {}

  /** A webhook showed the message of an occurrence that had no certain answer yet. */
  record Witness(String notificationId, String occurrence, SentRef ref) implements MailboxEvent {}
}
