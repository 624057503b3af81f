package dev.puente.sandbox.chatwoot.model;

import java.util.LinkedHashSet;
import java.util.Set;

/** An account. Read and changed under the database's lock only, as every row. */
public final class AccountRow {
  public final long id;
  public String name;
  public boolean suspended;

  /** The {@code api_and_webhooks} feature of Chatwoot Cloud. */
  public boolean apiAndWebhooks = true;

  /** Keys of contact attributes that an administrator has defined. */
  public final Set<String> contactAttributeKeys = new LinkedHashSet<>();

  public long nextDisplayId = 1;

  public AccountRow(long id, String name) {
    this.id = id;
    this.name = name;
  }
}
