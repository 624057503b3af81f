package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Urgency;
import java.util.HashMap;
import java.util.Map;

/** Slots of installations: how many commands may be under way. Not thread-safe. */
final class Slots {
  private static final class Used {
    int all;
    int patient;
  }

  private final int limit;
  private final Map<String, Used> byInstallation = new HashMap<>();

  Slots(int limit) {
    this.limit = limit;
  }

  boolean free(String installation, Urgency urgency) {
    Used used = byInstallation.get(installation);
    if (used == null) {
      return true;
    }
    return used.all < limit && (!urgency.patient() || used.patient < Math.max(1, limit / 2));
  }

  void take(Outstanding command) {
    Used used = byInstallation.computeIfAbsent(command.installation(), i -> new Used());
    used.all++;
    used.patient += command.urgency().patient() ? 1 : 0;
  }

  void give(Outstanding command) {
    Used used = byInstallation.get(command.installation());
    if (used == null) {
      return;
    }
    used.all--;
    used.patient -= command.urgency().patient() ? 1 : 0;
    if (used.all <= 0) {
      byInstallation.remove(command.installation());
    }
  }

  int used(String installation) {
    Used used = byInstallation.get(installation);
    return used == null ? 0 : used.all;
  }

  int usedByAll() {
    return byInstallation.values().stream().mapToInt(u -> u.all).sum();
  }
}
