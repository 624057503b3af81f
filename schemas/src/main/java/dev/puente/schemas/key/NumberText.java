package dev.puente.schemas.key;

import java.util.regex.Pattern;
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
  /** What stands behind the number in a list, or between a house number and a bracketed area. */
  private static final Pattern LIST_MARK = Pattern.compile("\\.[^.]+|[^\\])(\\[]*[\\])(\\[].*");

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

  /**
   * Where the number begins if the first one or two digits are a house number or the number in a
   * list: {@code 1) (19) 5693…}, {@code 2. 1929…}, {@code Juan 2 1929…}. Zero when nothing hints at
   * it; a group with a leading 0 is a trunk prefix.
   */
  int startBehindOtherNumber() {
    int digits = 0;
    while (digits < body.length() && isDigit(body.charAt(digits))) {
      digits++;
    }
    int next = digits;
    while (next < body.length() && !isDigit(body.charAt(next))) {
      next++;
    }
    if (digits == 0 || digits > 2 || next == body.length() || body.charAt(0) == '0') {
      return 0;
    }
    String between = body.substring(digits, next);
    boolean list = LIST_MARK.matcher(between).matches();
    boolean house = between.contains(" ") && Surroundings.hasLetter(lead);
    return list || house ? digits : 0;
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
