package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.SentRef;
import org.jspecify.annotations.Nullable;

/** What a mailbox wants done. */
public sealed interface MailboxEffect {
  /** Tell the ledger about a notification. */
  record ToLedger(String tenant, String notificationId, LedgerEvent event)
      implements MailboxEffect {}

  /**
   * A command for a message.
   *
   * @param address {@code tenant:address}
   * @param command the lease
   * @param createdAt now
   * @param entry the entry in the epoch of this command
   * @param hints what earlier answers told
   * @param ownerName name of the only owner of the phone, or null
   */
  record Send(
      String address,
      Outstanding command,
      long createdAt,
      Entry entry,
      SentRef hints,
      @Nullable String ownerName)
      implements MailboxEffect {}

  /** A command for a wanted state. */
  record Write(String address, Outstanding command, long createdAt, SyncSlot slot, SentRef hints)
      implements MailboxEffect {}

  /** Chatwoot refuses a tenant: somebody must act. */
  record TenantSuspended(String tenant, long until) implements MailboxEffect {}
}
