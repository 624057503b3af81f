package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Task;

/** Names of kinds, as in results and metrics. */
final class Kinds {
  private Kinds() {}

  static String of(Task task) {
    return switch (task) {
      case Task.Send _ -> "SEND";
      case Task.Sync _ -> "SYNC";
      case Task.Upsert _ -> "UPSERT";
      case Task.Refresh _ -> "REFRESH";
    };
  }
}
