package dev.puente.schemas.key;

import org.jspecify.annotations.Nullable;

/**
 * T1: cleans a raw text by code point. Decimal digits of any script become ASCII, format characters
 * disappear, spaces and line breaks become one space, dashes and full-width signs become ASCII. No
 * compatibility normalisation (NFKC): it would turn {@code ½} and {@code ²} into digits.
 */
final class PhoneText {
  /** Longest cleaned text that is still looked at, in UTF-16 units. */
  static final int MAX_LENGTH = 120;

  private static final int DROP = -1;

  private PhoneText() {}

  /** The cleaned text, possibly empty; null when it is longer than {@value #MAX_LENGTH}. */
  static @Nullable String clean(String raw) {
    StringBuilder out = new StringBuilder(Math.min(raw.length(), MAX_LENGTH));
    boolean space = false;
    for (int i = 0; i < raw.length(); ) {
      int point = raw.codePointAt(i);
      i += Character.charCount(point);
      int clean = clean(point);
      if (clean == ' ') {
        space = !out.isEmpty();
      } else if (clean != DROP) {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.appendCodePoint(clean);
        if (out.length() > MAX_LENGTH) {
          return null;
        }
      }
    }
    return out.toString();
  }

  private static int clean(int point) {
    if (point >= ' ' && point < 0x7F) {
      return point;
    }
    return switch (point) {
      case '\t', '\n', 0x0B, '\f', '\r', 0x85 -> ' ';
      case 0x2212, 0x30FC -> '-';
      case 0xFF0B, 0xFE62 -> '+';
      case 0xFF08 -> '(';
      case 0xFF09 -> ')';
      case 0xFF3B -> '[';
      case 0xFF3D -> ']';
      case 0xFF0E -> '.';
      case 0xFF0F -> '/';
      default -> byCategory(point);
    };
  }

  private static int byCategory(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(point, 10);
      case Character.FORMAT, Character.CONTROL -> DROP;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          ' ';
      case Character.DASH_PUNCTUATION -> '-';
      default -> point;
    };
  }
}
