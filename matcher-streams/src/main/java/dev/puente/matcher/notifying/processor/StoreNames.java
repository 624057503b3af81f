package dev.puente.matcher.notifying.processor;

/** Names of the stores. They name changelogs on the cluster: a changed name loses state. */
public final class StoreNames {
  /** Where recipients are reached. */
  public static final String ADDRESSES = "router-addresses";

  /** Requests that wait for an address. */
  public static final String PENDING = "router-pending";

  /** Rows of the ledger, key {@code tenant:notificationId}. */
  public static final String LEDGER = "ledger";

  /** Removal by day, and message ids. */
  public static final String LEDGER_INDEX = "ledger-index";

  /** Entries of mailboxes. */
  public static final String BOX = "mailbox-box";

  /** Wanted states of contacts. */
  public static final String SYNC = "mailbox-sync";

  /** Heads of mailboxes, key {@code tenant:address}. */
  public static final String HEAD = "mailbox-head";

  /** Due rows, ends of leases, order of waiting syncs. */
  public static final String DUE = "mailbox-due";

  private StoreNames() {}
}
