package dev.puente.schemas.key;

import org.jspecify.annotations.Nullable;

/**
 * T4: a cleaned text split at the number. The body runs from the first {@code +} or digit, with the
 * brackets directly in front, to the last digit.
 *
 * @param lead label, name, quote, {@code tel:}, emoji
 * @param body the number
 * @param trail name or remark
 */
record NumberText(String lead, String body, String trail) {

  /** The split, or null when the text has no digit. */
  static @Nullable NumberText split(String text) {
    int last = text.length() - 1;
    while (last >= 0 && !isDigit(text.charAt(last))) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    int first = 0;
    while (text.charAt(first) != '+' && !isDigit(text.charAt(first))) {
      first++;
    }
    while (first > 0 && isOpening(text.charAt(first - 1))) {
      first--;
    }
    return new NumberText(
        text.substring(0, first), text.substring(first, last + 1), text.substring(last + 1));
  }

  /** The body without the brackets in front. */
  String bareBody() {
    return body.substring(leadingBrackets());
  }

  /** How many brackets the body begins with. */
  int leadingBrackets() {
    int brackets = 0;
    while (isOpening(body.charAt(brackets))) {
      brackets++;
    }
    return brackets;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isOpening(int c) {
    return c == '(' || c == '[';
  }

  static boolean isClosing(int c) {
    return c == ')' || c == ']';
  }

  /** How many ASCII digits are in the text from {@code from} on. */
  static int digitsIn(String text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        digits++;
      }
    }
    return digits;
  }
}
