package dev.puente.schemas.registry;

import java.util.List;

/**
 * Answer of a compatibility check.
 *
 * @param messages why not, empty when compatible; a registry may give none
 */
public record CompatibilityResult(boolean compatible, List<String> messages) {
  public CompatibilityResult {
    messages = List.copyOf(messages);
  }
}
