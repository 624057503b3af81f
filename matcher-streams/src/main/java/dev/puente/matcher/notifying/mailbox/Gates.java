package dev.puente.matcher.notifying.mailbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Suspended tenants. Kept in memory only: after a restart the first commands of a tenant find out
 * again. Not thread-safe.
 */
final class Gates {
  private static final class Gate {
    long until;
    Object access;
    @Nullable String probe;

    Gate(long until, Object access) {
      this.until = until;
      this.access = access;
    }
  }

  private final Map<String, Gate> closed = new HashMap<>();

  /** Whether a command of this tenant may go out now; new settings open the gate. */
  boolean open(String tenant, TenantRules rules, long now) {
    Gate gate = closed.get(tenant);
    if (gate == null) {
      return true;
    }
    if (!gate.access.equals(rules.access())) {
      closed.remove(tenant);
      return true;
    }
    return gate.probe == null && gate.until <= now;
  }

  /** A command went out; at a closed gate it is the probe. */
  void dispatched(String tenant, String commandId) {
    Gate gate = closed.get(tenant);
    if (gate != null) {
      gate.probe = commandId;
    }
  }

  /** Chatwoot refused the tenant. */
  void close(String tenant, Object access, long until) {
    closed.put(tenant, new Gate(until, access));
  }

  /** Chatwoot served the tenant. */
  void open(String tenant) {
    closed.remove(tenant);
  }

  /** A command ended without saying anything about the tenant: another probe, not before. */
  void undecided(String tenant, String commandId, long until) {
    Gate gate = closed.get(tenant);
    if (gate != null && commandId.equals(gate.probe)) {
      gate.probe = null;
      gate.until = until;
    }
  }

  /** A command is over, however: if it was the probe, the next command is. */
  void ended(String tenant, String commandId) {
    Gate gate = closed.get(tenant);
    if (gate != null && commandId.equals(gate.probe)) {
      gate.probe = null;
    }
  }

  boolean isClosed(String tenant) {
    return closed.containsKey(tenant);
  }
}
