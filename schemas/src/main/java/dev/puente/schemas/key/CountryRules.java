package dev.puente.schemas.key;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.puente.schemas.key.PhoneLibrary.Number;
import dev.puente.schemas.key.PhoneLibrary.Parsed;
import dev.puente.schemas.key.PhoneLibrary.Unparsable;
import dev.puente.schemas.key.PhoneVerdict.Accepted;
import dev.puente.schemas.key.PhoneVerdict.Refused;

/**
 * C: what differs from libphonenumber's E.164 form, on the national digits that a reading found.
 * All other countries: the library's form, Italian zeros included.
 *
 * <p>Reasons for each rule: {@code docs/phone-matching.md}.
 */
final class CountryRules {
  /** How the country became known. */
  enum Origin {
    /** From the default region. */
    NATIONAL,
    /** From an explicit calling code in typed text. */
    INTERNATIONAL,
    /** From the calling code of a channel id. */
    CHANNEL
  }

  private static final int ARGENTINA = 54;
  private static final int MEXICO = 52;
  private static final int BRAZIL = 55;
  private static final int CHILE = 56;
  private static final int COLOMBIA = 57;

  /** Complete national numbers of Argentina and Mexico. */
  private static final int TEN = 10;

  /** Colombian landlines before 2021. */
  private static final int OLD_COLOMBIAN = 8;

  private final PhoneLibrary library;
  private final Acceptance acceptance;

  CountryRules(PhoneLibrary library, Acceptance acceptance) {
    this.library = library;
    this.acceptance = acceptance;
  }

  /** Whether the library must not touch the national digits before the rule sees them. */
  static boolean readsRawDigits(int callingCode) {
    return callingCode == ARGENTINA || callingCode == MEXICO || callingCode == COLOMBIA;
  }

  /** The verdict on national digits, with or without trunk prefix, of a calling code. */
  PhoneVerdict judge(int callingCode, String national, Origin origin) {
    return switch (callingCode) {
      case ARGENTINA -> argentina(national);
      case MEXICO -> mexico(national, origin);
      case COLOMBIA -> colombia(national, origin);
      default -> judge(library.parseInternational(callingCode, national), origin);
    };
  }

  /** The verdict on what the library made of the digits. */
  PhoneVerdict judge(Parsed parsed, Origin origin) {
    return switch (parsed) {
      case Unparsable no -> PhoneVerdict.no(no.reason());
      case Number found -> judge(found.number(), origin);
    };
  }

  /** The verdict on a number that the library parsed. */
  PhoneVerdict judge(PhoneNumber number, Origin origin) {
    String significant = library.significant(number);
    return switch (number.getCountryCode()) {
      case ARGENTINA -> argentina(significant);
      case MEXICO -> mexico(significant, origin);
      case BRAZIL -> brazil(number, significant, origin);
      case CHILE -> chile(number, significant);
      case COLOMBIA -> colombian(number, significant);
      default -> acceptance.judge(number);
    };
  }

  /**
   * C-AR: the mobile 9, the trunk 0 and the 15 directly after the area code are dropped, alone or
   * together; ten digits remain. They name one subscriber whether landline or mobile, and no
   * subscriber number begins with 15.
   */
  private PhoneVerdict argentina(String national) {
    String rest = dropZero(national);
    boolean mobile = rest.length() > TEN && rest.startsWith("9");
    if (mobile) {
      rest = dropZero(rest.substring(1));
    }
    if (rest.length() == TEN + 2) {
      String ten = withoutFifteen(rest);
      return ten.isEmpty() ? PhoneVerdict.no(PhoneReason.TOO_LONG) : argentine(ten, true);
    }
    if (rest.length() != TEN) {
      return PhoneVerdict.no(rest.length() > TEN ? PhoneReason.TOO_LONG : shortArgentine(rest));
    }
    if (rest.startsWith("15")) {
      return PhoneVerdict.no(PhoneReason.LOCAL_ONLY);
    }
    return argentine(rest, mobile);
  }

  /**
   * V1 for Argentina: valid as landline, or with the 9 as mobile. The library also accepts Buenos
   * Aires numbers that begin with 15; they are mobiles with digits missing.
   */
  private PhoneVerdict argentine(String ten, boolean mobile) {
    if (ten.startsWith("1115")) {
      return PhoneVerdict.no(PhoneReason.UNKNOWN_RANGE);
    }
    String key = "+" + ARGENTINA + ten;
    String typed = mobile ? "+" + ARGENTINA + "9" + ten : key;
    PhoneVerdict landline = acceptance.judge(PhoneLibrary.number(ARGENTINA, ten));
    PhoneVerdict verdict =
        landline.plausible()
            ? landline
            : acceptance.judge(PhoneLibrary.number(ARGENTINA, "9" + ten));
    return switch (verdict) {
      case Accepted ignored -> new Accepted(key, typed);
      case Refused refused -> refused.plausible() ? refused : landline;
    };
  }

  /**
   * The library knows the area codes: it turns {@code AREA 15 …} into {@code 9 AREA …}. Empty when
   * there is no 15 behind an area code.
   */
  private String withoutFifteen(String twelve) {
    if (library.parse(ARGENTINA, twelve) instanceof Number found) {
      String significant = library.significant(found.number());
      for (int area = 2; area <= 4; area++) {
        String ten = twelve.substring(0, area) + twelve.substring(area + 2);
        if (twelve.startsWith("15", area) && significant.equals("9" + ten)) {
          return ten;
        }
      }
    }
    return "";
  }

  /** Without area code: six to eight digits, or those behind 15. */
  private static PhoneReason shortArgentine(String digits) {
    boolean local = digits.length() >= 6 && digits.length() <= 8;
    return local || digits.startsWith("15") ? PhoneReason.LOCAL_ONLY : PhoneReason.TOO_SHORT;
  }

  /**
   * C-MX: 01, 044, 045 and the 1 after an explicit 52 are gone since 2019. Without 52, eleven
   * digits with a 1 are just as well a number of the United States or Canada.
   */
  private PhoneVerdict mexico(String national, Origin origin) {
    int extra = national.length() - TEN;
    if (extra == 1 && national.startsWith("1")) {
      return origin == Origin.NATIONAL
          ? PhoneVerdict.no(PhoneReason.AMBIGUOUS)
          : mexican(national.substring(1));
    }
    boolean old =
        (extra == 2 && national.startsWith("01"))
            || (extra == 3 && (national.startsWith("044") || national.startsWith("045")));
    return mexican(old ? national.substring(extra) : national);
  }

  private PhoneVerdict mexican(String national) {
    return national.length() > TEN
        ? PhoneVerdict.no(PhoneReason.TOO_LONG)
        : acceptance.judge(PhoneLibrary.number(MEXICO, digitsOrZero(national)));
  }

  /**
   * C-BR: mobiles have nine digits that begin with 9. An eight-digit mobile gets it when it comes
   * from a channel, where only live accounts are, or begins with 8; typed 6, 7 and 9 are as likely
   * something else.
   */
  private PhoneVerdict brazil(PhoneNumber number, String significant, Origin origin) {
    if (significant.length() != TEN || significant.charAt(2) < '6') {
      return acceptance.judge(number);
    }
    boolean insert = origin == Origin.CHANNEL || significant.charAt(2) == '8';
    return insert
        ? acceptance.judge(
            PhoneLibrary.number(
                BRAZIL, significant.substring(0, 2) + '9' + significant.substring(2)))
        : PhoneVerdict.no(PhoneReason.AMBIGUOUS);
  }

  /** C-CL: nine digits for everyone since 2016; a 0 in front is the old trunk prefix. */
  private PhoneVerdict chile(PhoneNumber number, String significant) {
    return significant.length() == TEN && significant.startsWith("0")
        ? acceptance.judge(PhoneLibrary.number(CHILE, significant.substring(1)))
        : acceptance.judge(number);
  }

  /**
   * C-CO: an old landline, region digit and seven digits, got 60 in front in 2021. With 0 or 03 in
   * front, which were never dialled before a landline, it may as well be a mobile (3…) with a digit
   * missing.
   */
  private PhoneVerdict colombia(String national, Origin origin) {
    int extra = national.length() - OLD_COLOMBIAN;
    boolean maybeMobile =
        (extra == 1 && national.startsWith("0")) || (extra == 2 && national.startsWith("03"));
    return maybeMobile
        ? PhoneVerdict.no(PhoneReason.AMBIGUOUS)
        : judge(library.parseInternational(COLOMBIA, national), origin);
  }

  private PhoneVerdict colombian(PhoneNumber number, String significant) {
    char first = significant.charAt(0);
    return significant.length() == OLD_COLOMBIAN && first >= '1' && first <= '8'
        ? acceptance.judge(PhoneLibrary.number(COLOMBIA, "60" + significant))
        : acceptance.judge(number);
  }

  private static String dropZero(String digits) {
    return digits.startsWith("0") ? digits.substring(1) : digits;
  }

  private static String digitsOrZero(String digits) {
    return digits.isEmpty() ? "0" : digits;
  }
}
