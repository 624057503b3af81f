package dev.puente.ingest.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats of texts that several requests share. */
public final class Formats {
  /** What {@link #isId} accepts, for messages. */
  public static final String ID_PATTERN = "[A-Za-z0-9._:-]{1,128}";

  private static final Pattern ID = Pattern.compile(ID_PATTERN);
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;\"()\\\\]{1,64}@[^\\s@<>,;\"()\\\\.]+(\\.[^\\s@<>,;\"()\\\\.]+)+");

  private Formats() {}

  /** An id that callers choose, such as that of a notification. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** A client id of a business system: printable, without spaces and slashes. */
  public static boolean isClientId(String text) {
    return !text.isEmpty()
        && text.length() <= 128
        && text.codePoints()
            .noneMatch(
                c ->
                    c == '/'
                        || c == '\\'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE);
  }

  /** Something with one {@code @} and a dotted host; only sending can prove more. */
  public static boolean isEmail(String text) {
    return text.length() <= 254 && EMAIL.matcher(text).matches();
  }

  /** An ISO date. */
  public static boolean isDate(String text) {
    return parses(text, LocalDate::parse);
  }

  /** An ISO date, or a time with or without offset. */
  public static boolean isDateOrTime(String text) {
    return isDate(text)
        || parses(text, OffsetDateTime::parse)
        || parses(text, LocalDateTime::parse);
  }

  /** An IANA zone. */
  public static boolean isZone(String text) {
    return parses(text, ZoneId::of);
  }

  /** A BCP 47 tag; underscores are taken for hyphens. */
  public static boolean isLocale(String text) {
    try {
      return !new Locale.Builder()
          .setLanguageTag(text.replace('_', '-'))
          .build()
          .getLanguage()
          .isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  /** An ISO 3166 country in capitals. */
  public static boolean isCountry(String text) {
    return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(text);
  }

  private interface Parser {
    Object parse(String text);
  }

  private static boolean parses(String text, Parser parser) {
    try {
      return parser.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
