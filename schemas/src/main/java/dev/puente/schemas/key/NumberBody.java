package dev.puente.schemas.key;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * T4, T5 and T6 on the body of a text: only digits, spaces, {@code - . / ( ) [ ]} and one {@code +}
 * in front give a key. Which reason the others get is told here.
 */
final class NumberBody {
  /** So many digits behind a separator are a number of their own. */
  static final int SECOND_NUMBER = 6;

  private static final Set<String> EXTENSION_WORDS =
      Set.of(
          "ext",
          "extn",
          "exten",
          "extension",
          "extensi\u00f3n",
          "extens\u00e3o",
          "x",
          "int",
          "interno",
          "interne",
          "interna",
          "anexo",
          "anx",
          "ramal",
          "poste",
          "post",
          "dw",
          "durchwahl",
          "nst",
          "toestel",
          "tst",
          "extensi\u00f3",
          "opc",
          "op");

  private NumberBody() {}

  /** Why the body is not one plain number; null when it is. A {@code /} is judged elsewhere. */
  static @Nullable PhoneReason refusal(NumberText text) {
    String body = text.body();
    boolean digitSeen = false;
    boolean plusSeen = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (NumberText.isDigit(c)) {
        digitSeen = true;
      } else if (c == '+') {
        if (digitSeen || plusSeen) {
          return PhoneReason.MULTIPLE_NUMBERS;
        }
        plusSeen = true;
      } else if (" -./()[]".indexOf(c) < 0) {
        return strange(body, i);
      }
    }
    return endsWithBracketGroup(text) ? PhoneReason.HAS_EXTENSION : null;
  }

  /** The reason for the first character that does not belong into a number. */
  private static PhoneReason strange(String body, int at) {
    int point = body.codePointAt(at);
    int behind = NumberText.digitsIn(body, at, body.length());
    if (body.indexOf('+', at) >= 0) {
      return PhoneReason.MULTIPLE_NUMBERS;
    }
    if (",;|&".indexOf(point) >= 0) {
      return behind >= SECOND_NUMBER ? PhoneReason.MULTIPLE_NUMBERS : PhoneReason.HAS_EXTENSION;
    }
    if (point == '#') {
      return PhoneReason.HAS_EXTENSION;
    }
    return Character.isLetter(point) ? letters(body, at, behind) : PhoneReason.NOT_A_NUMBER;
  }

  private static PhoneReason letters(String body, int at, int behind) {
    int end = at;
    while (end < body.length() && Character.isLetter(body.codePointAt(end))) {
      end += Character.charCount(body.codePointAt(end));
    }
    if (EXTENSION_WORDS.contains(body.substring(at, end).toLowerCase(Locale.ROOT))) {
      return PhoneReason.HAS_EXTENSION;
    }
    boolean touching =
        NumberText.isDigit(body.charAt(Math.max(0, at - 1)))
            || NumberText.isDigit(body.charAt(Math.min(end, body.length() - 1)));
    return touching || behind < SECOND_NUMBER ? PhoneReason.LETTERS : PhoneReason.MULTIPLE_NUMBERS;
  }

  /**
   * Brackets late in a number hold an addition (an extension, a count, an area code written
   * behind), not a part of it.
   */
  private static boolean endsWithBracketGroup(NumberText text) {
    String body = text.body();
    for (int i = text.leadingBrackets(); i < body.length(); i++) {
      if (NumberText.isOpening(body.charAt(i))
          && NumberText.digitsIn(body, i, body.length()) < SECOND_NUMBER) {
        return true;
      }
    }
    return false;
  }
}
