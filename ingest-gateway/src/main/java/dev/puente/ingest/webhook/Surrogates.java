package dev.puente.ingest.webhook;

/**
 * Halves of surrogate pairs: JSON escapes can hold them, UTF-8 and so Avro can not. Chatwoot cuts
 * texts, so they do occur.
 */
final class Surrogates {
  private Surrogates() {}

  /** The text with U+FFFD for each half. */
  static String replaced(String text) {
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
                mapped.append('\ufffd');
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
