package dev.puente.schemas.key;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * T3: data of another kind in a phone field. libphonenumber makes valid numbers of some: CPF {@code
 * 119.876.543-21} becomes +5511987654321, RUT {@code 22.345.678-5} becomes +56223456785.
 */
final class OtherData {
  private static final String TIME =
      "(?:[T ,]{1,2}\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?"
          + "(?: ?[AaPp]\\.?[Mm]\\.?)?(?:Z| ?[+-]\\d{2}:?\\d{2})?)?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})( ?[-/.] ?)(\\d{1,2})\\2(\\d{1,2})" + TIME);
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})( ?[-/.] ?)(\\d{1,2})\\2(\\d{4})" + TIME);
  private static final Pattern SHORT_YEAR =
      Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2})" + TIME);
  private static final Pattern CPF = Pattern.compile("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}");
  private static final Pattern CNPJ =
      Pattern.compile("[\\dA-Z]{2}\\.[\\dA-Z]{3}\\.[\\dA-Z]{3}/[\\dA-Z]{4}-\\d{2}");

  /** Chilean RUT, Uruguayan identity card, Colombian NIT. */
  private static final Pattern DOTTED_WITH_CHECK =
      Pattern.compile("\\d{1,3}(?:\\.\\d{3}){2,3}-[\\dKk]");

  /** An identity card without check digit, where seven or eight digits may also be a phone. */
  private static final Pattern DOTTED_THOUSANDS = Pattern.compile("\\d{1,2}\\.\\d{3}\\.\\d{3}");

  /** Where identity cards are written so; elsewhere {@code 99.123.456} is a phone. */
  private static final Set<String> DOTTED_CARDS = Set.of("AR", "BO", "CL", "CO", "PY", "VE");

  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?\\d{1,16}(?:[.,]\\d{1,16})?[Ee][+-]?\\d{1,3}");
  private static final Pattern DECIMAL = Pattern.compile("(\\+?\\d{7,15})[.,](0+|\\d)");

  private OtherData() {}

  /** Whether the text, without anything around it, is recognisably no phone number. */
  static boolean matches(String text, PhoneSource source) {
    return isDate(text)
        || IdentityNumbers.matches(text, source)
        || CPF.matcher(text).matches()
        || CNPJ.matcher(text).matches()
        || DOTTED_WITH_CHECK.matcher(text).matches()
        || isDottedCard(text, source)
        || SCIENTIFIC.matcher(text).matches()
        || isOtherDecimal(text);
  }

  private static boolean isDottedCard(String text, PhoneSource source) {
    return source instanceof PhoneSource.Region region
        && DOTTED_CARDS.contains(region.iso())
        && DOTTED_THOUSANDS.matcher(text).matches();
  }

  /** Drops the {@code .0}, {@code .00} or {@code ,0} that a spreadsheet puts behind a number. */
  static String withoutDecimal(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches() && isZero(decimal.group(2)) ? decimal.group(1) : text;
  }

  private static boolean isOtherDecimal(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches() && !isZero(decimal.group(2));
  }

  private static boolean isZero(String fraction) {
    return fraction.equals("0") || fraction.equals("00");
  }

  private static boolean isDate(String text) {
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return isYear(first.group(1))
          && isMonth(first.group(3))
          && isDayAndMonth(first.group(4), first.group(3));
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (last.matches()) {
      return isYear(last.group(4)) && isDayAndMonth(last.group(1), last.group(3));
    }
    Matcher shortYear = SHORT_YEAR.matcher(text);
    return shortYear.matches() && isDayAndMonth(shortYear.group(1), shortYear.group(2));
  }

  private static boolean isYear(String text) {
    int year = Integer.parseInt(text);
    return year >= 1900 && year < 2100;
  }

  private static boolean isMonth(String text) {
    return Integer.parseInt(text) <= 12;
  }

  /** Day and month in either order: both are written. */
  private static boolean isDayAndMonth(String one, String other) {
    int a = Integer.parseInt(one);
    int b = Integer.parseInt(other);
    return a >= 1 && b >= 1 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31;
  }
}
