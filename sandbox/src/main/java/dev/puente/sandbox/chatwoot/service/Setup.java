package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import org.jspecify.annotations.Nullable;

/** Accounts and token owners, which an operator of Chatwoot creates. */
public final class Setup {

  private Setup() {}

  public static AccountRow account(Tx tx, String name) {
    AccountRow account = new AccountRow(tx.tables().ids.next(Ids.Table.ACCOUNT), name);
    tx.tables().accounts.put(account.id, account);
    return account;
  }

  /**
   * Creates a token owner.
   *
   * @param token its access token; null for a random one
   */
  public static UserRow user(
      Tx tx, UserRow.Kind kind, String name, @Nullable String email, @Nullable String token) {
    Tables tables = tx.tables();
    long id = tables.ids.next(Ids.Table.USER);
    UserRow user =
        new UserRow(
            id,
            kind,
            token == null ? tables.token() : token,
            name,
            email == null ? "user" + id + "@sim.example" : email);
    if (tables.tokens.putIfAbsent(user.token, user) != null) {
      throw Problem.error(422, "token is in use");
    }
    tables.users.put(id, user);
    return user;
  }

  /**
   * @throws Problem 404
   */
  public static AccountRow require(Tables tables, long id) {
    AccountRow account = tables.accounts.get(id);
    if (account == null) {
      throw Problem.notFound();
    }
    return account;
  }
}
