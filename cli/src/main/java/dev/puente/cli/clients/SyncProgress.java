package dev.puente.cli.clients;

import dev.puente.event.v1.CommandResult;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of the contacts that were asked for. Pure: fed with answers and links. */
final class SyncProgress {
  private final String hash;
  private final Set<String> unanswered = new LinkedHashSet<>();
  private final Set<String> unlinked = new LinkedHashSet<>();
  private final Map<String, String> refused = new TreeMap<>();
  private int asked;
  private int linked;
  private boolean tenantBlocked;

  /**
   * @param hash content hash of this run's wishes, whose beginning is in the ids of their commands
   */
  SyncProgress(String hash) {
    this.hash = hash.substring(0, 8);
  }

  void asked(String clientId) {
    asked++;
    unanswered.add(clientId);
    unlinked.add(clientId);
  }

  void answered(CommandResult result) {
    String client = result.getSubject().replaceFirst("^client/", "");
    if (!result.getCommandId().startsWith("sync:client/" + client + ":" + hash + "#")) {
      return;
    }
    switch (result.getCode()) {
      case SENT, FOUND -> unanswered.remove(client);
      case REJECTED -> {
        unanswered.remove(client);
        unlinked.remove(client);
        String reason = result.getReason();
        refused.put(client, reason == null ? "refused" : reason);
      }
      case TENANT_BLOCKED -> tenantBlocked = true;
      // The matcher asks again.
      default -> {}
    }
  }

  void linked(String clientId) {
    if (unlinked.remove(clientId)) {
      linked++;
      // Linked is what was wanted, whoever did it.
      unanswered.remove(clientId);
    }
  }

  int askedCount() {
    return asked;
  }

  int linkedCount() {
    return linked;
  }

  /** Asked for, and neither written nor refused yet. */
  int openCount() {
    return unanswered.size();
  }

  /** Not linked, and not refused. */
  Collection<String> notLinked() {
    return unlinked;
  }

  /** Reasons by client id. */
  Map<String, String> refused() {
    return refused;
  }

  /** Whether Chatwoot refuses the tenant's token or account. */
  boolean tenantBlocked() {
    return tenantBlocked;
  }
}
