package dev.puente.matcher.interactions;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys of rows: the owner's key, a byte that no id holds, and what they are ordered by. */
final class Rows {
  private static final char SEPARATOR = '\u0000';
  private static final char AFTER_SEPARATOR = '\u0001';
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-(\\d{1,18})");

  private Rows() {}

  /** Below all rows of the owner. */
  static String first(String owner) {
    return owner + SEPARATOR;
  }

  /** Above all rows of the owner. */
  static String end(String owner) {
    return owner + AFTER_SEPARATOR;
  }

  /** A row of the backlog. */
  static String ofMessage(String owner, long messageId) {
    return first(owner) + padded(messageId, 19);
  }

  /** A row of a view, in order of time. */
  static String ofTime(String owner, long millis, long messageId) {
    return first(owner) + padded(Math.max(0, millis), 15) + '-' + padded(messageId, 19);
  }

  /** Where a page ended, for the next one. */
  static String cursor(long millis, long messageId) {
    return Math.max(0, millis) + "-" + messageId;
  }

  /** The row where a page ended; null when the text is no cursor. */
  static @Nullable String ofCursor(String owner, String cursor) {
    Matcher parts = CURSOR.matcher(cursor);
    return parts.matches()
        ? ofTime(owner, Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)))
        : null;
  }

  private static String padded(long number, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "d", number);
  }
}
