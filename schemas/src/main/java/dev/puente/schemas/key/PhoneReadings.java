package dev.puente.schemas.key;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.puente.schemas.key.CountryRules.Origin;
import dev.puente.schemas.key.PhoneLibrary.Number;
import dev.puente.schemas.key.PhoneVerdict.Accepted;
import java.util.Set;

/**
 * N: how digits can be read, and what follows when two readings lead to a number. A reading that is
 * real but refused (ambiguous, shared service, placeholder) also stands against another one.
 */
final class PhoneReadings {
  private static final int FEWEST_DIGITS = 6;
  private static final int MOST_DIGITS = 20;

  /** N7: WhatsApp ids of a hidden number (LID) have 14 or 15 digits. */
  private static final int LID_DIGITS = 14;

  /** N6: a mobile shorter than this may be a local number. */
  private static final int SAFE_MOBILE_DIGITS = 9;

  /** N6: trunk 0 and four or more lengths of complete landline number. */
  private static final Set<String> OPEN_PLANS =
      Set.of("AT", "AX", "BD", "CD", "CN", "CU", "DE", "FI", "ID", "IE", "KR", "MM", "RS", "ZW");

  private static final Set<String> EXIT_810 = Set.of("RU", "KZ", "BY", "TJ", "TM", "UZ");

  private final PhoneLibrary library;
  private final CountryRules countries;

  PhoneReadings(PhoneLibrary library, CountryRules countries) {
    this.library = library;
    this.countries = countries;
  }

  /** The verdict on the digits of a text. */
  PhoneVerdict read(DialledDigits dialled, PhoneSource source) {
    int length = dialled.digits().length();
    if (length < FEWEST_DIGITS) {
      return PhoneVerdict.no(PhoneReason.TOO_SHORT);
    }
    if (length > MOST_DIGITS) {
      return PhoneVerdict.no(PhoneReason.TOO_LONG);
    }
    return switch (source) {
      case PhoneSource.ChannelId ignored -> channel(dialled);
      case PhoneSource.None ignored -> typed(dialled, "");
      case PhoneSource.Region region -> typed(dialled, region.iso());
    };
  }

  /** N7: international whatever the plus; what looks like a LID is none. */
  private PhoneVerdict channel(DialledDigits dialled) {
    String digits = dialled.digits();
    if (digits.length() > LID_DIGITS || (digits.length() == LID_DIGITS && !isMobile(digits))) {
      return PhoneVerdict.no(PhoneReason.NOT_A_PHONE_ID);
    }
    return asDelivered(withBracketedZero(dialled, 0, Origin.CHANNEL), "+" + digits);
  }

  /** Keeps the id itself for sending, unless it is none of the forms of its key. */
  private static PhoneVerdict asDelivered(PhoneVerdict verdict, String id) {
    return verdict instanceof Accepted found
            && SendingForms.lookupVariants(found.key()).contains(id)
        ? new Accepted(found.key(), id)
        : verdict;
  }

  /** Digit for digit: with a trunk prefix or an old mobile mark inside it is no provider's id. */
  private boolean isMobile(String digits) {
    int code = library.callingCodeLength(digits);
    return code > 0
        && library.parse(Integer.parseInt(digits.substring(0, code)), digits.substring(code))
            instanceof Number found
        && library.significant(found.number()).length() == digits.length() - code
        && library.type(found.number()) == PhoneNumberType.MOBILE;
  }

  private PhoneVerdict typed(DialledDigits dialled, String region) {
    if (dialled.plus()) {
      return withBracketedZero(dialled, 0, Origin.INTERNATIONAL); // N1
    }
    int callingCode = library.callingCode(region);
    int prefix = internationalPrefix(dialled.digits(), region, callingCode);
    if (prefix > 0) {
      PhoneVerdict abroad = withBracketedZero(dialled, prefix, Origin.INTERNATIONAL);
      return callingCode == 0
          ? abroad
          : againstOwnReading(abroad, dialled, prefix, region, callingCode);
    }
    if (callingCode == 0) {
      return PhoneVerdict.no(PhoneReason.NO_COUNTRY);
    }
    PhoneVerdict national = national(dialled, region, callingCode);
    if (!dialled.digits().startsWith(Integer.toString(callingCode))) {
      return national;
    }
    return PhoneVerdict.either(national, withBracketedZero(dialled, 0, Origin.INTERNATIONAL)); // N4
  }

  /** N2, N3: the length of an international prefix that is followed in this region. */
  private static int internationalPrefix(String digits, String region, int callingCode) {
    if (digits.startsWith("00")) {
      return 2;
    }
    boolean followed =
        (callingCode == 1 && digits.startsWith("011"))
            || (region.equals("JP") && digits.startsWith("010"))
            || (EXIT_810.contains(region) && digits.startsWith("810"));
    return followed ? 3 : 0;
  }

  /**
   * N2: the international reading against the region's own, which may know carrier codes. It wins
   * over another real number only with the region's own calling code. A mistyped number with that
   * code never becomes a foreign one by way of a carrier code.
   */
  private PhoneVerdict againstOwnReading(
      PhoneVerdict abroad, DialledDigits dialled, int prefix, String region, int callingCode) {
    PhoneVerdict own = ownReading(dialled, region, callingCode);
    boolean home = dialled.digits().startsWith(Integer.toString(callingCode), prefix);
    if (!home) {
      return PhoneVerdict.either(abroad, own);
    }
    return abroad.plausible() || !own.plausible() ? abroad : PhoneVerdict.no(PhoneReason.AMBIGUOUS);
  }

  private PhoneVerdict ownReading(DialledDigits dialled, String region, int callingCode) {
    String rest = library.behindExitCode(region, dialled.digits());
    return rest == null
        ? national(dialled, region, callingCode)
        : withBracketedZero(
            dialled, dialled.digits().length() - rest.length(), Origin.INTERNATIONAL);
  }

  /** N5: a zero alone in brackets is tried with and without. */
  private PhoneVerdict withBracketedZero(DialledDigits dialled, int prefix, Origin origin) {
    PhoneVerdict with = international(dialled.digits().substring(prefix), origin);
    if (dialled.bracketedZero() < prefix) {
      return with;
    }
    PhoneVerdict without = international(dialled.withoutZero().digits().substring(prefix), origin);
    int code = library.callingCodeLength(dialled.digits().substring(prefix));
    boolean behindCode = code > 0 && dialled.bracketedZero() == prefix + code;
    return behindCode ? PhoneVerdict.either(with, without) : unlessContradicted(with, without);
  }

  private PhoneVerdict international(String digits, Origin origin) {
    int code = library.callingCodeLength(digits);
    return code == 0
        ? PhoneVerdict.no(PhoneReason.BAD_COUNTRY_CODE)
        : countries.judge(
            Integer.parseInt(digits.substring(0, code)), digits.substring(code), origin);
  }

  /** N3 and N6: as dialled inside the region. */
  private PhoneVerdict national(DialledDigits dialled, String region, int callingCode) {
    PhoneVerdict with = national(dialled.digits(), region, callingCode);
    return dialled.bracketedZero() < 0
        ? with
        : unlessContradicted(with, national(dialled.withoutZero().digits(), region, callingCode));
  }

  private PhoneVerdict national(String digits, String region, int callingCode) {
    if (OPEN_PLANS.contains(region) && !digits.startsWith("0") && maybeLocal(region, digits)) {
      return PhoneVerdict.no(PhoneReason.LOCAL_ONLY);
    }
    return CountryRules.readsRawDigits(callingCode)
        ? countries.judge(callingCode, digits, Origin.NATIONAL)
        : countries.judge(library.parseNational(region, digits), Origin.NATIONAL);
  }

  /** N6: without its 0, only a long mobile is surely a complete number. */
  private boolean maybeLocal(String region, String digits) {
    return library.parseNational(region, digits) instanceof Number found
        && !(library.type(found.number()) == PhoneNumberType.MOBILE
            && library.significant(found.number()).length() >= SAFE_MOBILE_DIGITS);
  }

  /** A second reading below the first in rank: it never counts, but puts the first in doubt. */
  private static PhoneVerdict unlessContradicted(PhoneVerdict first, PhoneVerdict second) {
    return first.plausible() ? PhoneVerdict.either(first, second) : first;
  }
}
