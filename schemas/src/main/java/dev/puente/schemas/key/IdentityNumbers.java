package dev.puente.schemas.key;

import java.util.regex.Pattern;

/**
 * T3: identity and tax numbers that are written like phones and are told from them by their check
 * digit: RUT without dots (CL), identity card without dots (UY), CUIT (AR).
 */
final class IdentityNumbers {
  private static final Pattern RUT = Pattern.compile("[1-9]\\d{6,7}-[\\dKk]");
  private static final Pattern CARD = Pattern.compile("[1-9]\\d{6}-\\d");
  private static final Pattern CUIT = Pattern.compile("(?:2[03-7]|3[034])-\\d{8}-\\d");
  private static final int[] CARD_WEIGHTS = {2, 9, 8, 7, 6, 3, 4};

  private IdentityNumbers() {}

  /** Whether the text is one, with the right check digit. */
  static boolean matches(String text, PhoneSource source) {
    String region = source instanceof PhoneSource.Region typed ? typed.iso() : "";
    return (region.equals("CL") && RUT.matcher(text).matches() && hasModulo11(text))
        || (region.equals("UY") && CARD.matcher(text).matches() && hasCardDigit(text))
        || (CUIT.matcher(text).matches() && hasModulo11(text));
  }

  /** Weights 2 to 7 from the right; 11 is written 0 and 10 is K in Chile, 9 in Argentina. */
  private static boolean hasModulo11(String text) {
    String digits = text.substring(0, text.length() - 2).replace("-", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(digits.length() - 1 - i) - '0') * (2 + i % 6);
    }
    char check = Character.toUpperCase(text.charAt(text.length() - 1));
    return switch (11 - sum % 11) {
      case 11 -> check == '0';
      case 10 -> check == 'K' || check == '9';
      default -> check - '0' == 11 - sum % 11;
    };
  }

  private static boolean hasCardDigit(String text) {
    int sum = 0;
    for (int i = 0; i < CARD_WEIGHTS.length; i++) {
      sum += (text.charAt(i) - '0') * CARD_WEIGHTS[i];
    }
    return (10 - sum % 10) % 10 == text.charAt(text.length() - 1) - '0';
  }
}
