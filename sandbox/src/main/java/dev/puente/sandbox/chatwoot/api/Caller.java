package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.UserRow;

/** Who calls, on which account. */
record Caller(AccountRow account, UserRow user) {

  long accountId() {
    return account.id;
  }

  boolean isAdministrator() {
    return user.isAdministrator(account.id);
  }

  /** A user whose role is agent: opening a conversation assigns it to such a user. */
  boolean isHumanAgent() {
    return user.kind == UserRow.Kind.USER && !isAdministrator();
  }
}
