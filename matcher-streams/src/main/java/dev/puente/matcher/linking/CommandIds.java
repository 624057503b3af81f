package dev.puente.matcher.linking;

/**
 * Reads the ids of commands that came from wishes: {@code sync:<subject>:<hash8>#<epoch>}, where
 * {@code hash8} begins the wish's content hash.
 */
final class CommandIds {
  private CommandIds() {}

  /** The beginning of the content hash; empty when the id has another form. */
  static String hashOf(String commandId) {
    int end = commandId.lastIndexOf('#');
    int start = commandId.lastIndexOf(':', Math.max(end, 0));
    return start < 0 || end < start ? "" : commandId.substring(start + 1, end);
  }
}
