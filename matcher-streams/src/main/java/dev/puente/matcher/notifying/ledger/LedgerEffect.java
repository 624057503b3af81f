package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.MailboxEvent;

/** What follows from an event besides the row itself. */
public sealed interface LedgerEffect {
  /** Tell a mailbox. */
  record ToMailbox(String address, MailboxEvent event) implements LedgerEffect {}

  /** File the message id, so that receipts without marker find the occurrence. */
  record FileAlias(long messageId, String occurrence) implements LedgerEffect {}

  /** Two messages of one occurrence exist in Chatwoot: alarm. */
  record DuplicateDetected() implements LedgerEffect {}
}
