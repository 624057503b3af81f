package dev.puente.matcher.notifying.router;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;

/** What the router wants done. */
public sealed interface RouterEffect {
  /** Tell the ledger. */
  record ToLedger(String tenant, String notificationId, LedgerEvent event)
      implements RouterEffect {}

  /** Tell a mailbox. */
  record ToMailbox(String tenant, String address, MailboxEvent event) implements RouterEffect {}
}
