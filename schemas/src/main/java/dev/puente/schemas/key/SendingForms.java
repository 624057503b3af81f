package dev.puente.schemas.key;

import java.util.List;

/**
 * The forms of a key that go to Chatwoot. WhatsApp keeps Argentina's 9, for older accounts Mexico's
 * 1, and for older accounts Brazil's eight digits.
 */
final class SendingForms {
  private static final String ARGENTINA = "+54";
  private static final String MEXICO = "+52";
  private static final String BRAZIL = "+55";
  private static final int TEN = 10;

  private SendingForms() {}

  /** All forms of a key to look for; the first is the key. */
  static List<String> lookupVariants(String key) {
    if (isArgentine(key)) {
      return List.of(key, ARGENTINA + '9' + key.substring(ARGENTINA.length()));
    }
    if (key.startsWith(MEXICO) && key.length() == MEXICO.length() + TEN) {
      return List.of(key, MEXICO + '1' + key.substring(MEXICO.length()));
    }
    if (isBrazilianMobile(key)) {
      return List.of(key, key.substring(0, 5) + key.substring(6));
    }
    return List.of(key);
  }

  /** The form for a new contact whose channel id is not known. */
  static String of(String key, String typed, boolean whatsappInbox) {
    if (!isArgentine(key)) {
      return key;
    }
    return whatsappInbox ? ARGENTINA + '9' + key.substring(ARGENTINA.length()) : typed;
  }

  private static boolean isArgentine(String key) {
    return key.startsWith(ARGENTINA) && key.length() == ARGENTINA.length() + TEN;
  }

  /** A mobile that existed with eight digits; 2 to 5 would be a landline, another subscriber. */
  private static boolean isBrazilianMobile(String key) {
    return key.startsWith(BRAZIL)
        && key.length() == BRAZIL.length() + 11
        && key.charAt(5) == '9'
        && key.charAt(6) >= '6';
  }
}
