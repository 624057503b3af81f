package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactSync;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import org.jspecify.annotations.Nullable;

/** What reaches the mailbox of an address, from four topics. */
public sealed interface MailboxInput {
  /** From router or ledger. */
  record Told(MailboxEvent event) implements MailboxInput {}

  /** From linking. */
  record Wanted(ContactSync sync) implements MailboxInput {}

  /** From the worker. */
  record Answered(CommandResult result) implements MailboxInput {}

  /** Owners of the phone that the address is; null: none. */
  record Owned(@Nullable ClientPhone owners) implements MailboxInput {}
}
