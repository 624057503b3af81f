package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Handler;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the calls under {@code /api/v1/accounts/{account}}: token, account and role (CONTRACT 3.1,
 * 3.2).
 */
final class AccountCalls {

  /** What a call does once its caller is known. */
  @FunctionalInterface
  interface Action {
    Reply run(Tx tx, Caller caller, Call call);
  }

  private enum Allowed {
    USERS_AND_BOTS,
    USERS,
    ADMINISTRATORS
  }

  private final Database database;

  AccountCalls(Database database) {
    this.database = database;
  }

  /** A call that agents, administrators and agent bots may make. */
  Handler withBots(Action action) {
    return guarded(Allowed.USERS_AND_BOTS, action);
  }

  /** A call that agents and administrators may make. */
  Handler users(Action action) {
    return guarded(Allowed.USERS, action);
  }

  /** A call for administrators only. */
  Handler administrators(Action action) {
    return guarded(Allowed.ADMINISTRATORS, action);
  }

  private Handler guarded(Allowed allowed, Action action) {
    return call -> {
      call.concerns(Params.toNumber(call.segment("account")), null, null);
      call.body();
      return database.write(tx -> action.run(tx, caller(tx.tables(), call, allowed), call));
    };
  }

  private static Caller caller(Tables tables, Call call, Allowed allowed) {
    UserRow user = tokenOwner(tables, call);
    if (user.kind == UserRow.Kind.PLATFORM
        || (user.kind == UserRow.Kind.AGENT_BOT && allowed != Allowed.USERS_AND_BOTS)) {
      throw Problem.error(401, "Access to this endpoint is not authorized for bots");
    }
    AccountRow account = tables.accounts.get(call.id("account"));
    if (account == null) {
      throw Problem.notFound();
    }
    if (account.suspended) {
      throw Problem.error(401, "Account is suspended");
    }
    if (!user.roles.containsKey(account.id)) {
      throw Problem.error(401, "You are not authorized to access this account");
    }
    if (!account.apiAndWebhooks) {
      throw Problem.error(403, "API access is not enabled for this account");
    }
    if (allowed == Allowed.ADMINISTRATORS && !user.isAdministrator(account.id)) {
      throw Problem.forbiddenRecord();
    }
    return new Caller(account, user);
  }

  private static UserRow tokenOwner(Tables tables, Call call) {
    String token = firstNonNull(call.header("api-access-token"), call.header("api_access_token"));
    if (token == null || token.isBlank()) {
      throw Problem.notSignedIn();
    }
    UserRow user = tables.tokens.get(token);
    if (user == null) {
      throw Problem.error(401, "Invalid Access Token");
    }
    return user;
  }

  private static @Nullable String firstNonNull(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }
}
