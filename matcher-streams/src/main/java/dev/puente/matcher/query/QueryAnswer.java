package dev.puente.matcher.query;

import java.util.Map;

/** What came of a question. */
sealed interface QueryAnswer {
  /** The answer of this instance. */
  record Found(Map<String, Object> body) implements QueryAnswer {}

  /** Certainly unknown. */
  record Unknown() implements QueryAnswer {}

  /** Not to be told now: the store moves, restores, or its instance does not answer. */
  record Unavailable() implements QueryAnswer {}

  /** The answer of another instance, as it came. */
  record Relayed(int status, String body) implements QueryAnswer {}
}
