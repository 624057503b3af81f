package dev.puente.matcher.notifying.processor;

/** Names of the steps that the processors forward to. */
public final class Children {
  /** From the router to the ledger. */
  public static final String ROUTER_TO_LEDGER = "router-to-ledger";

  /** From the router to mailboxes. */
  public static final String ROUTER_TO_MAILBOX = "router-to-mailbox";

  /** From webhooks to the ledger. */
  public static final String RECEIPTS_TO_LEDGER = "receipts-to-ledger";

  /** From the ledger to mailboxes. */
  public static final String LEDGER_TO_MAILBOX = "ledger-to-mailbox";

  /** From the ledger to itself, under another key. */
  public static final String LEDGER_TO_LEDGER = "ledger-to-ledger";

  /** Outcomes. */
  public static final String OUTCOMES = "outcomes-sink";

  /** From mailboxes to the ledger. */
  public static final String MAILBOX_TO_LEDGER = "mailbox-to-ledger";

  /** Commands. */
  public static final String COMMANDS = "commands-sink";

  private Children() {}
}
