package dev.puente.schemas.key;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.puente.schemas.key.PhoneVerdict.Accepted;

/**
 * V1 to V3: only a valid number of a subscriber, and no placeholder, becomes a key. Valid and not
 * merely possible: two clients with the same dummy number would meet.
 */
final class Acceptance {
  /** V3: so many equal digits at the end are a placeholder. */
  private static final int PLACEHOLDER_DIGITS = 7;

  private final PhoneLibrary library;

  Acceptance(PhoneLibrary library) {
    this.library = library;
  }

  /** Judges a number whose key is its E.164 form. */
  PhoneVerdict judge(PhoneNumber number) {
    PhoneNumberType type = library.type(number);
    if (type == PhoneNumberType.UNKNOWN) {
      return PhoneVerdict.no(library.invalidBecause(number));
    }
    if (!isSubscriber(type)) {
      return PhoneVerdict.no(PhoneReason.SHARED_SERVICE);
    }
    String key = library.e164(number);
    return isPlaceholder(key) ? PhoneVerdict.no(PhoneReason.PLACEHOLDER) : new Accepted(key, key);
  }

  /** V2: the types that belong to one subscriber. */
  static boolean isSubscriber(PhoneNumberType type) {
    return switch (type) {
      case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, VOIP, PERSONAL_NUMBER -> true;
      case TOLL_FREE, PREMIUM_RATE, SHARED_COST, PAGER, UAN, VOICEMAIL, UNKNOWN -> false;
    };
  }

  private static boolean isPlaceholder(String key) {
    char last = key.charAt(key.length() - 1);
    for (int i = key.length() - PLACEHOLDER_DIGITS; i < key.length(); i++) {
      if (i < 0 || key.charAt(i) != last) {
        return false;
      }
    }
    return true;
  }
}
