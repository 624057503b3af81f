package dev.puente.matcher.notifying.mailbox;

import dev.puente.schemas.delivery.WorkerReasons;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Suspended tenants. Kept in memory only: after a restart the first commands of a tenant find out
 * again. Not thread-safe.
 */
final class Gates {
  /** How much later than here settings may reach the worker. */
  private static final long SKEW_MILLIS = 2 * 60_000L;

  private static final long SOON_MILLIS = 15_000L;

  /** Far enough in the past, and no overflow. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** The worker's reasons that are about its settings, not about Chatwoot's word. */
  private static final Set<String> NOT_KNOWN_TO_WORKER =
      Set.of(WorkerReasons.UNKNOWN_TENANT, WorkerReasons.NO_API_TOKEN);

  private static final class Gate {
    long until;
    Object access;
    @Nullable String probe;

    Gate(long until, Object access) {
      this.until = until;
      this.access = access;
    }
  }

  /** The settings of access that a tenant has here, and when they came to be others. */
  private record Access(Object settings, long changedAt) {}

  private final Map<String, Gate> closed = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();

  /** Whether a command of this tenant may go out now; new settings open the gate. */
  boolean open(String tenant, TenantRules rules, long now) {
    note(tenant, rules.access(), now);
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

  private void note(String tenant, Object settings, long now) {
    Access known = accesses.get(tenant);
    if (known == null || !known.settings().equals(settings)) {
      accesses.put(tenant, new Access(settings, known == null ? NEVER : now));
    }
  }

  /**
   * How long a tenant is left alone that Chatwoot, or the worker, refuses now. Settings do not
   * reach every process at the same moment: a refusal soon after a change, or by a worker that does
   * not know the tenant yet, may be one of the former settings.
   */
  long suspension(String tenant, @Nullable String reason, long now, long usually) {
    Access known = accesses.get(tenant);
    boolean changed = known != null && now - known.changedAt() < SKEW_MILLIS;
    boolean behind = reason != null && NOT_KNOWN_TO_WORKER.contains(reason);
    return changed || behind ? Math.min(usually, SOON_MILLIS) : usually;
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
