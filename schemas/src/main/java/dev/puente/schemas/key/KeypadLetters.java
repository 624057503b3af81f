package dev.puente.schemas.key;

import java.util.ArrayList;
import java.util.List;

/**
 * T4: words behind a number may be keypad letters, as in {@code +1 212 555 HELP}. libphonenumber
 * always reads them so: {@code +49 30 1234567 Kai} becomes +49301234567524.
 */
final class KeypadLetters {
  /** Keypad digit of each letter from A to Z (ITU-T E.161). */
  private static final String KEYS = "22233344455566677778889999";

  private KeypadLetters() {}

  /**
   * The digits of the first word, of the first two, and so on, up to the first word with a letter
   * outside A-Z and at most {@code limit} digits.
   */
  static List<String> endings(String trail, int limit) {
    List<String> endings = new ArrayList<>();
    StringBuilder digits = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i <= trail.length(); ) {
      int point = i < trail.length() ? trail.codePointAt(i) : ' ';
      i += Character.charCount(point);
      if (Character.isLetter(point) || Surroundings.isMark(point)) {
        int key = key(point);
        if (key < 0 || digits.length() >= limit) {
          return endings;
        }
        digits.append(KEYS.charAt(key));
        inWord = true;
      } else if (inWord) {
        endings.add(digits.toString());
        inWord = false;
      }
    }
    return endings;
  }

  private static int key(int point) {
    int letter = point | 0x20;
    return letter >= 'a' && letter <= 'z' && point < 0x80 ? letter - 'a' : -1;
  }
}
