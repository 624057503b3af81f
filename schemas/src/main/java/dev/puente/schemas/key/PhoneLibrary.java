package dev.puente.schemas.key;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The few calls that Puente makes to Google's libphonenumber, always with digits only: its parser
 * extracts numbers from text and guesses, so everything else is decided before.
 */
final class PhoneLibrary {
  private static final int LONGEST_CALLING_CODE = 3;
  private static final int NORTH_AMERICA = 1;

  /** Any valid number: tells where the library sees the end of an international prefix. */
  private static final String PROBE = "+442079460018";

  private static final int SHORTEST_EXIT = 2;
  private static final int LONGEST_EXIT = 8;

  /** Its numbers are written without their 0549 from abroad too. */
  private static final int SAN_MARINO = 378;

  private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
  private final BitSet callingCodes = new BitSet(1000);

  PhoneLibrary() {
    util.getSupportedCallingCodes().forEach(callingCodes::set);
  }

  /** A parsed number, or why there is none. */
  sealed interface Parsed {}

  /** A number in the library's form; not yet known to be valid. */
  record Number(PhoneNumber number) implements Parsed {}

  /** Not parsable. */
  record Unparsable(PhoneReason reason) implements Parsed {}

  /** How many of the first digits are a calling code; 0 when none is. */
  int callingCodeLength(String digits) {
    int code = 0;
    for (int i = 0; i < Math.min(LONGEST_CALLING_CODE, digits.length()); i++) {
      code = code * 10 + digits.charAt(i) - '0';
      if (code == 0) {
        return 0;
      }
      if (callingCodes.get(code)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The calling code of a region; 0 when the library does not know the region. */
  int callingCode(String region) {
    return util.getSupportedRegions().contains(region) ? util.getCountryCodeForRegion(region) : 0;
  }

  /**
   * The digits behind an explicit calling code. Refused here, because a typing error is as likely:
   * a second 1 in North America ({@code 0011 43 …} is an Australian's Austria, not +1 1 43…), local
   * numbers that the library would complete, and a trunk prefix other than 0 that may as well be
   * the first digit of a number with a digit too many ({@code +7 848 388 79 07 3}).
   */
  Parsed parseInternational(int callingCode, String national) {
    if (callingCode == NORTH_AMERICA && national.startsWith("1")) {
      return new Unparsable(PhoneReason.TOO_LONG);
    }
    Parsed parsed = parse(callingCode, national);
    if (!(parsed instanceof Number found)) {
      return parsed;
    }
    int dropped = national.length() - significant(found.number()).length();
    if (dropped < 0 && callingCode != SAN_MARINO) {
      return new Unparsable(PhoneReason.TOO_SHORT);
    }
    boolean doubtful =
        dropped > 0
            && !national.startsWith("0")
            && util.isValidNumber(
                number(callingCode, national.substring(0, national.length() - dropped)));
    return doubtful ? new Unparsable(PhoneReason.AMBIGUOUS) : parsed;
  }

  /** The national digits of a country, with its trunk or carrier prefix or without. */
  Parsed parse(int callingCode, String national) {
    try {
      return new Number(util.parse("+" + callingCode + national, null));
    } catch (NumberParseException e) {
      return new Unparsable(reason(e));
    }
  }

  /**
   * Digits as they are dialled inside a region. The region's international prefix and calling code
   * are not looked for: only regions that share a calling code have rules of their own.
   */
  Parsed parseNational(String region, String digits) {
    int code = callingCode(region);
    if (util.getRegionCodesForCountryCode(code).size() > 1) {
      try {
        PhoneNumber number = util.parseAndKeepRawInput(digits, region);
        if (number.getCountryCodeSource() == CountryCodeSource.FROM_DEFAULT_COUNTRY) {
          return new Number(number.clearRawInput().clearCountryCodeSource());
        }
      } catch (NumberParseException e) {
        return new Unparsable(reason(e));
      }
    }
    return parse(code, digits);
  }

  /**
   * The digits behind the international prefix that the library finds in a region, carrier code
   * included; null when it finds none.
   */
  @Nullable String behindExitCode(String region, String digits) {
    PhoneNumber number = abroad(region, digits);
    if (number == null) {
      return null;
    }
    for (int exit = SHORTEST_EXIT; exit <= LONGEST_EXIT && exit < digits.length(); exit++) {
      String rest = digits.substring(exit);
      int code = callingCodeLength(rest);
      if (code > 0
          && PROBE.equals(abroadE164(region, digits.substring(0, exit) + PROBE.substring(1)))
          && parse(number.getCountryCode(), rest.substring(code)) instanceof Number found
          && found.number().exactlySameAs(number)) {
        return rest;
      }
    }
    return null;
  }

  private @Nullable String abroadE164(String region, String digits) {
    PhoneNumber number = abroad(region, digits);
    return number == null ? null : e164(number);
  }

  private @Nullable PhoneNumber abroad(String region, String digits) {
    try {
      PhoneNumber number = util.parseAndKeepRawInput(digits, region);
      return number.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD
          ? number.clearRawInput().clearCountryCodeSource()
          : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  /** A number from its exact national significant digits. */
  static PhoneNumber number(int callingCode, String significant) {
    PhoneNumber number =
        new PhoneNumber()
            .setCountryCode(callingCode)
            .setNationalNumber(Long.parseLong(significant));
    int zeros = 0;
    while (zeros < significant.length() - 1 && significant.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros > 0) {
      number.setItalianLeadingZero(true);
    }
    if (zeros > 1) {
      number.setNumberOfLeadingZeros(zeros);
    }
    return number;
  }

  String significant(PhoneNumber number) {
    return util.getNationalSignificantNumber(number);
  }

  String e164(PhoneNumber number) {
    return util.format(number, PhoneNumberFormat.E164);
  }

  /** The type; UNKNOWN exactly when the number is not valid. */
  PhoneNumberType type(PhoneNumber number) {
    return util.getNumberType(number);
  }

  /** The reason for a number that is not valid. */
  PhoneReason invalidBecause(PhoneNumber number) {
    return switch (util.isPossibleNumberWithReason(number)) {
      case IS_POSSIBLE -> PhoneReason.UNKNOWN_RANGE;
      case IS_POSSIBLE_LOCAL_ONLY -> PhoneReason.LOCAL_ONLY;
      case INVALID_COUNTRY_CODE -> PhoneReason.BAD_COUNTRY_CODE;
      case TOO_SHORT, INVALID_LENGTH -> PhoneReason.TOO_SHORT;
      case TOO_LONG -> PhoneReason.TOO_LONG;
    };
  }

  private static PhoneReason reason(NumberParseException e) {
    return switch (e.getErrorType()) {
      case INVALID_COUNTRY_CODE -> PhoneReason.BAD_COUNTRY_CODE;
      case NOT_A_NUMBER -> PhoneReason.NOT_A_NUMBER;
      case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> PhoneReason.TOO_SHORT;
      case TOO_LONG -> PhoneReason.TOO_LONG;
    };
  }
}
