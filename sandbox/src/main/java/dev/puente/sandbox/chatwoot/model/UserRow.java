package dev.puente.sandbox.chatwoot.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The owner of an access token. */
public final class UserRow {

  /** What kind of record owns the token. */
  public enum Kind {
    USER,
    AGENT_BOT,
    PLATFORM
  }

  /** A user's role in an account. */
  public enum Role {
    ADMINISTRATOR,
    AGENT
  }

  public final long id;
  public final Kind kind;
  public final String token;
  public String name;
  public String availableName;
  public String email;

  /** Role by account id. A bot is a member of its account without a meaning of the role. */
  public final Map<Long, Role> roles = new HashMap<>();

  /** Inboxes an agent is a member of. Administrators see all. */
  public final Set<Long> inboxIds = new HashSet<>();

  public UserRow(long id, Kind kind, String token, String name, String email) {
    this.id = id;
    this.kind = kind;
    this.token = token;
    this.name = name;
    this.availableName = name;
    this.email = email;
  }

  public boolean isAdministrator(long accountId) {
    return roles.get(accountId) == Role.ADMINISTRATOR;
  }

  /** Whether the user may see an inbox of the account. */
  public boolean sees(InboxRow inbox) {
    return kind == Kind.AGENT_BOT
        || isAdministrator(inbox.accountId)
        || (roles.containsKey(inbox.accountId) && inboxIds.contains(inbox.id));
  }
}
