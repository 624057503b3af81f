package dev.puente.schemas.tenant;

import java.util.List;

/** Wrong settings: the start must stop. The message lists every problem, never a secret. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** All problems found, one sentence each, naming the key. */
  public SettingsException(List<String> problems) {
    super("wrong settings: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
