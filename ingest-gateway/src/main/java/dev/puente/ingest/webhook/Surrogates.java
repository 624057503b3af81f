package dev.puente.ingest.webhook;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Halves of surrogate pairs: JSON escapes can hold them, UTF-8 and so Avro can not. Chatwoot cuts
 * texts, so they do occur.
 */
final class Surrogates {
  private Surrogates() {}

  /** The text with U+FFFD for each half. */
  static String replaced(String text) {
    return mapped(text, half -> "\ufffd");
  }

  /** JSON text with an escape for each half; they occur only inside of its strings. */
  static String escaped(String json) {
    return mapped(json, half -> String.format(Locale.ROOT, "\\u%04x", half));
  }

  private static String mapped(String text, IntFunction<String> replacement) {
    int first = firstHalf(text);
    if (first < 0) {
      return text;
    }
    StringBuilder mapped = new StringBuilder(text.length() + 16).append(text, 0, first);
    text.substring(first)
        .codePoints()
        .forEach(
            c -> {
              if (isHalf(c)) {
                mapped.append(replacement.apply(c));
              } else {
                mapped.appendCodePoint(c);
              }
            });
    return mapped.toString();
  }

  /** Looks at chars, not code points: nearly all texts have no surrogate at all. */
  private static int firstHalf(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (isHalf(text.codePointAt(at))) {
          return at;
        }
        at++;
      }
    }
    return -1;
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
