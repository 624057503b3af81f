package dev.puente.schemas.key;

/**
 * What was dialled: the digits of a body.
 *
 * @param digits ASCII digits
 * @param plus whether a {@code +} stands in front
 * @param bracketedZero index in {@code digits} of a zero alone in brackets, as in {@code +44
 *     (0)20}; -1 when there is none
 */
record DialledDigits(String digits, boolean plus, int bracketedZero) {

  /** Takes the digits out of a body that passed {@link NumberBody}. */
  static DialledDigits of(String body) {
    StringBuilder digits = new StringBuilder(body.length());
    int zero = -1;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (NumberText.isDigit(c)) {
        if (zero < 0 && c == '0' && isAloneInBrackets(body, i)) {
          zero = digits.length();
        }
        digits.append(c);
      }
    }
    return new DialledDigits(digits.toString(), body.indexOf('+') >= 0, zero);
  }

  /** The digits of an identifier, without brackets or plus. */
  static DialledDigits plain(String digits) {
    return new DialledDigits(digits, false, -1);
  }

  /** The same without the bracketed zero. */
  DialledDigits withoutZero() {
    return new DialledDigits(
        digits.substring(0, bracketedZero) + digits.substring(bracketedZero + 1), plus, -1);
  }

  /** The same with more digits behind. */
  DialledDigits append(String more) {
    return new DialledDigits(digits + more, plus, bracketedZero);
  }

  private static boolean isAloneInBrackets(String body, int at) {
    int before = at - 1;
    while (before >= 0 && body.charAt(before) == ' ') {
      before--;
    }
    int after = at + 1;
    while (after < body.length() && body.charAt(after) == ' ') {
      after++;
    }
    return before >= 0
        && after < body.length()
        && NumberText.isOpening(body.charAt(before))
        && NumberText.isClosing(body.charAt(after));
  }
}
