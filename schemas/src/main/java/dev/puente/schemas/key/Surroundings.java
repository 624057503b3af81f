package dev.puente.schemas.key;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** T4: what may stand in front of a number and behind it. */
final class Surroundings {
  private static final String STARS = "*\uFF0A\u2217\u204E\uFE61\u066D";
  private static final String HASHES = "#\uFF03\uFE5F\u266F";
  private static final String QUESTIONS = "?\uFF1F\uFE56\u061F\u2047\u2048\u2049";
  private static final String PLUSES = "\u207A\u208A\u2795\uFB29";
  private static final String ELLIPSES = "\u2026\u2025\u22EF\u22EE";

  /** Latin and Cyrillic x, multiplication sign, full-width x: all used as masks. */
  private static final String MASKS = "xX\u0445\u0425\uFF58\uFF38\u00D7";

  /** Labels of numbers that are no phones. */
  private static final Set<String> OTHER_LABELS =
      Set.of(
          "dni",
          "cpf",
          "cnpj",
          "rut",
          "cuit",
          "cuil",
          "nit",
          "rfc",
          "ruc",
          "nie",
          "nss",
          "ssn",
          "rg",
          "ci",
          "cc",
          "documento",
          "curp",
          "nif",
          "cbu",
          "cvu",
          "iban",
          "cedula",
          "c\u00e9dula",
          "pasaporte",
          "passport",
          "passaporte");

  /** Where RUT is a tax number; elsewhere it is a first name. */
  private static final Set<String> RUT_REGIONS = Set.of("CL", "CO", "UY");

  /** Schemes that providers put in front of a phone-based sender id. */
  private static final Set<String> CHANNEL_SCHEMES = Set.of("whatsapp", "tel", "sms", "rcs");

  private static final Pattern DOMAIN = Pattern.compile("\\p{L}\\.\\p{L}{2}");
  private static final Pattern BUSINESS_SCOPE =
      Pattern.compile("[^\\p{L}]*(?:[Ww]hats[Aa]pp:)?[A-Z]{2}\\.(?:ENT\\.)?");

  /** Shortest part behind the dot. */
  private static final int BUSINESS_SCOPED_DIGITS = 6;

  private Surroundings() {}

  /** Why the text around the body forbids a key; null when it does not. */
  static @Nullable PhoneReason refusal(NumberText text, PhoneSource source) {
    PhoneReason lead = leadRefusal(text, source);
    if (lead != null) {
      return lead;
    }
    if (source instanceof PhoneSource.ChannelId && !isChannelForm(text)) {
      return PhoneReason.NOT_A_PHONE_ID;
    }
    return trailRefusal(text);
  }

  private static @Nullable PhoneReason leadRefusal(NumberText text, PhoneSource source) {
    String lead = text.lead();
    if (lead.isEmpty()) {
      return null;
    }
    if (hasAny(lead, STARS + HASHES + PLUSES) || hasOtherNumeral(lead)) {
      return PhoneReason.NOT_A_NUMBER;
    }
    if (endsWithLetter(lead)) {
      return PhoneReason.LETTERS;
    }
    if (BUSINESS_SCOPE.matcher(lead).matches() && beginsWithRun(text.body())) {
      return PhoneReason.NOT_A_PHONE_ID;
    }
    boolean labelled = hasLetter(lead);
    if (!labelled && (hasTruncation(lead) || lead.indexOf('_') >= 0)) {
      return PhoneReason.NOT_A_NUMBER;
    }
    if (lead.endsWith("/") && DOMAIN.matcher(lead).find()) {
      return PhoneReason.NOT_A_NUMBER;
    }
    return labelled && hasOtherLabel(lead, source) ? PhoneReason.NOT_PHONE_DATA : null;
  }

  private static @Nullable PhoneReason trailRefusal(NumberText text) {
    String trail = text.trail();
    if (trail.isEmpty()) {
      return null;
    }
    int first = trail.codePointAt(0);
    if (Character.isLetter(first) || hasMaskWord(trail)) {
      return PhoneReason.LETTERS;
    }
    if (isMark(first)
        || first == '_'
        || hasAny(trail, STARS + HASHES + PLUSES)
        || hasOtherNumeral(trail)
        || hasTruncation(trail)) {
      return PhoneReason.NOT_A_NUMBER;
    }
    if (trail.indexOf('+') >= 0) {
      return PhoneReason.MULTIPLE_NUMBERS;
    }
    return closesBracketOfBody(text) ? PhoneReason.HAS_EXTENSION : null;
  }

  /** As the digits of a business-scoped id do; {@code TE.11 2345-6789} is a label. */
  private static boolean beginsWithRun(String body) {
    int run = 0;
    while (run < body.length() && NumberText.isDigit(body.charAt(run))) {
      run++;
    }
    return run >= BUSINESS_SCOPED_DIGITS;
  }

  /** A provider's id has no label; the schemes of other networks have other kinds of digits. */
  private static boolean isChannelForm(NumberText text) {
    if (hasLetter(text.trail())) {
      return false;
    }
    String lead = text.lead().strip();
    return !hasLetter(lead)
        || (lead.endsWith(":")
            && CHANNEL_SCHEMES.contains(
                lead.substring(0, lead.length() - 1).toLowerCase(Locale.ROOT)));
  }

  private static boolean hasTruncation(String text) {
    return text.contains("..") || hasAny(text, QUESTIONS + ELLIPSES);
  }

  private static boolean hasOtherLabel(String lead, PhoneSource source) {
    for (String word : lead.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (OTHER_LABELS.contains(word) && !(word.equals("rut") && isNameRut(source))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNameRut(PhoneSource source) {
    return source instanceof PhoneSource.Region region && !RUT_REGIONS.contains(region.iso());
  }

  private static boolean hasMaskWord(String trail) {
    boolean mask = false;
    boolean other = false;
    for (int i = 0; i < trail.length(); i++) {
      char c = trail.charAt(i);
      if (MASKS.indexOf(c) >= 0) {
        mask = true;
      } else if (Character.isLetter(c) || Character.isSurrogate(c)) {
        other = true;
      } else {
        if (mask && !other) {
          return true;
        }
        mask = false;
        other = false;
      }
    }
    return mask && !other;
  }

  private static boolean closesBracketOfBody(NumberText text) {
    String body = text.body();
    int open = 0;
    for (int i = text.leadingBrackets(); i < body.length(); i++) {
      open += NumberText.isOpening(body.charAt(i)) ? 1 : 0;
      open -= NumberText.isClosing(body.charAt(i)) && open > 0 ? 1 : 0;
    }
    int openInTrail = 0;
    for (int i = 0; i < text.trail().length() && open > 0; i++) {
      char c = text.trail().charAt(i);
      if (NumberText.isOpening(c)) {
        openInTrail++;
      } else if (NumberText.isClosing(c) && openInTrail-- == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithLetter(String lead) {
    int end = lead.length();
    while (end > 0 && isMark(lead.codePointBefore(end))) {
      end -= Character.charCount(lead.codePointBefore(end));
    }
    return end > 0 && Character.isLetter(lead.codePointBefore(end));
  }

  private static boolean hasOtherNumeral(String text) {
    return text.codePoints().anyMatch(Surroundings::isOtherNumeral);
  }

  /** A numeral that is not a decimal digit: {@code ½}, {@code ②}, {@code Ⅳ}. */
  static boolean isOtherNumeral(int point) {
    int type = Character.getType(point);
    return type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER;
  }

  static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  static boolean hasLetter(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  private static boolean hasAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
