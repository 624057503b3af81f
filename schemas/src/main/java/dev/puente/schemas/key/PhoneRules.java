package dev.puente.schemas.key;

import dev.puente.schemas.key.PhoneIdentifiers.ChannelDigits;
import dev.puente.schemas.key.PhoneIdentifiers.Other;
import dev.puente.schemas.key.PhoneIdentifiers.Plain;
import dev.puente.schemas.key.PhoneVerdict.Accepted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All rules in their order, from raw text to verdict; stateless apart from the library's caches.
 */
final class PhoneRules {
  private static final int MOST_DIGITS = 20;

  /** T4: a trunk 0 with the carrier left open, as printed in Brazil. */
  private static final Pattern OPEN_CARRIER =
      Pattern.compile("([(\\[]{0,2}0) ?[xX]{2}(?=[ )(\\[\\]-]{0,3}\\d)");

  private final PhoneReadings readings;

  PhoneRules() {
    PhoneLibrary library = new PhoneLibrary();
    this.readings = new PhoneReadings(library, new CountryRules(library, new Acceptance(library)));
  }

  /** The verdict on a raw text; null reads as empty. */
  PhoneVerdict judge(@Nullable String raw, PhoneSource source) {
    String text = raw == null ? "" : PhoneText.clean(raw);
    if (text == null) {
      return PhoneVerdict.no(PhoneReason.NOT_A_NUMBER);
    }
    if (text.isEmpty()) {
      return PhoneVerdict.no(PhoneReason.EMPTY);
    }
    return switch (PhoneIdentifiers.of(text, source)) {
      case Other other -> PhoneVerdict.no(other.reason());
      case ChannelDigits id ->
          readings.read(DialledDigits.plain(id.digits()), PhoneSource.channel());
      case Plain ignored ->
          OtherData.matches(text, source)
              ? PhoneVerdict.no(PhoneReason.NOT_PHONE_DATA)
              : number(withTrunkZero(text, source), source);
    };
  }

  private PhoneVerdict number(String text, PhoneSource source) {
    NumberText split = NumberText.split(text);
    if (split == null) {
      return PhoneVerdict.no(PhoneReason.NOT_A_NUMBER);
    }
    if (OtherData.matches(split.bareBody(), source)
        || (!split.trail().isEmpty()
            && OtherData.matches(split.bareBody() + split.trail(), source))) {
      return PhoneVerdict.no(PhoneReason.NOT_PHONE_DATA);
    }
    split = new NumberText(split.lead(), OtherData.withoutDecimal(split.body()), split.trail());
    PhoneReason refusal = Surroundings.refusal(split, source);
    if (refusal == null) {
      refusal = NumberBody.refusal(split);
    }
    if (refusal != null) {
      return PhoneVerdict.no(refusal);
    }
    return hasTwoNumbers(split.body(), source)
        ? PhoneVerdict.no(PhoneReason.MULTIPLE_NUMBERS)
        : withTrail(split, source);
  }

  /** T6: a slash between two numbers, or behind a complete one. */
  private boolean hasTwoNumbers(String body, PhoneSource source) {
    for (int slash = body.indexOf('/'); slash >= 0; slash = body.indexOf('/', slash + 1)) {
      int left = NumberText.digitsIn(body, 0, slash);
      int right = NumberText.digitsIn(body, slash, body.length());
      if (left < NumberBody.SECOND_NUMBER) {
        continue;
      }
      if (right >= NumberBody.SECOND_NUMBER
          || readings.read(DialledDigits.of(body.substring(0, slash)), source).plausible()) {
        return true;
      }
    }
    return false;
  }

  /** T4: no key when the words behind could be more of the number. */
  private PhoneVerdict withTrail(NumberText split, PhoneSource source) {
    DialledDigits dialled = DialledDigits.of(split.body());
    PhoneVerdict verdict = readings.read(dialled, source);
    if (!(verdict instanceof Accepted)) {
      return verdict;
    }
    int second = split.startBehindOtherNumber();
    if (second > 0) {
      PhoneVerdict rest = readings.read(DialledDigits.of(split.body().substring(second)), source);
      if (rest instanceof Accepted && !PhoneVerdict.sameOutcome(rest, verdict)) {
        return PhoneVerdict.no(PhoneReason.AMBIGUOUS);
      }
    }
    int room = MOST_DIGITS - dialled.digits().length();
    for (String ending : KeypadLetters.endings(split.trail(), room)) {
      if (readings.read(dialled.append(ending), source).plausible()) {
        return PhoneVerdict.no(PhoneReason.AMBIGUOUS);
      }
    }
    return verdict;
  }

  private static String withTrunkZero(String text, PhoneSource source) {
    if (source instanceof PhoneSource.Region region && region.iso().equals("BR")) {
      Matcher carrier = OPEN_CARRIER.matcher(text);
      return carrier.lookingAt() ? carrier.group(1) + text.substring(carrier.end()) : text;
    }
    return text;
  }
}
