package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.puente.schemas.key.PhoneResult.Key;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class PhoneKeysPropertyTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final List<String> REGIONS =
      LIBRARY.getSupportedRegions().stream().sorted().toList();
  private static final List<PhoneNumberType> TYPES =
      List.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.VOIP);
  private static final int[] ZEROS = {'0', 0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE};
  private static final String[] HIDDEN = {
    "\u200E", "\u200B", "\u00AD", "\u2060", "\uFEFF", "\u0007"
  };
  private static final String[] SPACES = {
    " ", "  ", "\u00A0", "\t", "\u202F", "\u2007", "-", "\u2011", " \u2013 ", "\u2212"
  };

  private final PhoneKeys keys = new PhoneKeys(8);

  /** A number near an example of its region that the library calls valid. */
  @Provide
  Arbitrary<PhoneNumber> numbers() {
    return Combinators.combine(Arbitraries.of(REGIONS), Arbitraries.of(TYPES), Arbitraries.longs())
        .as(PhoneKeysPropertyTest::near)
        .filter(LIBRARY::isValidNumber);
  }

  private static PhoneNumber near(String region, PhoneNumberType type, long seed) {
    PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
    if (example == null) {
      example = LIBRARY.getExampleNumber(region);
    }
    Random random = new Random(seed);
    StringBuilder digits = new StringBuilder(LIBRARY.getNationalSignificantNumber(example));
    for (int i = random.nextInt(7); i > 0; i--) {
      digits.setCharAt(random.nextInt(digits.length()), (char) ('0' + random.nextInt(10)));
    }
    return PhoneLibrary.number(example.getCountryCode(), digits.toString());
  }

  @Property(tries = 500)
  void shouldNotDependOnFormattingScriptOrSpacing(
      @ForAll("numbers") PhoneNumber number, @ForAll Random random) {
    // given
    String international = LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL);
    String region = LIBRARY.getRegionCodeForNumber(number);
    String national = LIBRARY.format(number, PhoneNumberFormat.NATIONAL);
    PhoneSource typed = PhoneSource.region(region);

    // then
    assertThat(keys.key(disguised(international, random), PhoneSource.none()))
        .isEqualTo(keys.key(international, PhoneSource.none()));
    assertThat(keys.key(disguised(national, random), typed)).isEqualTo(keys.key(national, typed));
  }

  private static String disguised(String text, Random random) {
    int zero = ZEROS[random.nextInt(ZEROS.length)];
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        out.appendCodePoint(zero + c - '0');
      } else if (c == ' ') {
        out.append(SPACES[random.nextInt(SPACES.length)]);
      } else {
        out.append(c == '+' && random.nextBoolean() ? '\uFF0B' : c);
      }
      if (random.nextInt(4) == 0) {
        out.append(HIDDEN[random.nextInt(HIDDEN.length)]);
      }
    }
    return out.toString();
  }

  @Property(tries = 1000)
  void shouldGiveTheKeyAgainWhenAKeyIsNormalised(@ForAll("numbers") PhoneNumber number) {
    // given
    PhoneResult result =
        keys.key(LIBRARY.format(number, PhoneNumberFormat.E164), PhoneSource.none());

    // then
    if (result instanceof Key key) {
      assertThat(keys.key(key.value(), PhoneSource.none())).isEqualTo(key);
      assertThat(keys.key(key.value(), PhoneSource.region("BR"))).isEqualTo(key);
      assertThat(keys.key("00" + key.value().substring(1), PhoneSource.none())).isEqualTo(key);
      assertThat(keys.key(key.value().substring(1), PhoneSource.channel()))
          .isIn(key, new PhoneResult.NoKey(PhoneReason.NOT_A_PHONE_ID));
      assertThat(keys.lookupVariants(key.value())).first().isEqualTo(key.value());
    }
  }

  @Property(tries = 1000)
  void shouldNeverGiveTheSameKeyWhenADigitIsChanged(
      @ForAll("numbers") PhoneNumber number,
      @ForAll @IntRange(max = 20) int place,
      @ForAll @IntRange(min = 1, max = 9) int change) {
    // given
    String e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
    if (keys.key(e164, PhoneSource.none()) instanceof Key key) {
      StringBuilder other = new StringBuilder(key.value());
      int at = 1 + place % (other.length() - 1);
      other.setCharAt(at, (char) ('0' + (other.charAt(at) - '0' + change) % 10));

      // then
      assertThat(keys.key(other.toString(), PhoneSource.none())).isNotEqualTo(key);
      assertThat(keys.key(other.substring(1), PhoneSource.channel())).isNotEqualTo(key);
    }
  }

  @Property(tries = 3000)
  void shouldEndWithTheDigitsThatWereTyped(
      @ForAll("numbers") PhoneNumber number,
      @ForAll Random random,
      @ForAll("regions") String from) {
    // given
    StringBuilder typed = new StringBuilder();
    typed.append(List.of("", "0", "00", "1", "9", "15", "+", "011").get(random.nextInt(8)));
    typed.append(random.nextBoolean() ? number.getCountryCode() : "");
    typed.append(List.of("", "0", "8", "1", "9", "021").get(random.nextInt(6)));
    typed.append(LIBRARY.getNationalSignificantNumber(number));
    if (random.nextInt(3) == 0) {
      typed.deleteCharAt(random.nextInt(typed.length()));
    }
    PhoneSource source =
        List.of(PhoneSource.region(from), PhoneSource.none(), PhoneSource.channel())
            .get(random.nextInt(3));

    // then
    if (keys.key(typed.toString(), source) instanceof Key key) {
      String digits = key.value().substring(1);
      int national = digits.length() - new PhoneLibrary().callingCodeLength(digits);
      assertThat(typed.toString()).endsWith(lastDigits(digits, Math.min(6, national)));
    }
  }

  @Provide
  Arbitrary<String> regions() {
    return Arbitraries.of(REGIONS);
  }

  private static String lastDigits(String text, int count) {
    return text.substring(Math.max(0, text.length() - count));
  }

  /** Nothing but the nine, the trunk zero and the fifteen may be missing from ten digits. */
  @Property(tries = 5000)
  void shouldOnlyDropTheDocumentedMarksInArgentina(@ForAll("argentine") String typed) {
    if (keys.key(typed, PhoneSource.region("AR")) instanceof Key key
        && key.value().startsWith("+54")) {
      String ten = key.value().substring(3);
      String marks = "(?:\\+?54|0054)?0?9?0?";
      assertThat(ten).hasSize(10);
      assertThat(typed)
          .matches(
              marks
                  + "(?:"
                  + ten
                  + "|"
                  + ten.substring(0, 2)
                  + "15"
                  + ten.substring(2)
                  + "|"
                  + ten.substring(0, 3)
                  + "15"
                  + ten.substring(3)
                  + "|"
                  + ten.substring(0, 4)
                  + "15"
                  + ten.substring(4)
                  + ")");
    }
  }

  @Provide
  Arbitrary<String> argentine() {
    Arbitrary<String> marks =
        Arbitraries.of("", "0", "9", "15", "54", "+54", "0054", "549", "+549", "90", "09", "5490");
    Arbitrary<String> areas =
        Arbitraries.of("11", "341", "351", "2966", "220", "2202", "221", "2221", "9", "15", "");
    Arbitrary<String> fifteen = Arbitraries.of("", "15", "0", "9", "5");
    Arbitrary<String> rest =
        Arbitraries.strings().withCharRange('0', '9').ofMinLength(5).ofMaxLength(10);
    return Combinators.combine(marks, areas, fifteen, rest).as((a, b, c, d) -> a + b + c + d);
  }

  @Property(tries = 2000)
  void shouldNeverFailOnAnyText(
      @ForAll @StringLength(max = 200) String text, @ForAll("regions") String region) {
    assertThat(keys.key(text, PhoneSource.region(region))).isNotNull();
    assertThat(keys.key(text, PhoneSource.channel())).isNotNull();
  }

  @Property(tries = 2000)
  void shouldNeverFailOnTextLikeNumbers(
      @ForAll
          @StringLength(max = 130)
          @NumericChars
          @Chars({'+', '-', '/', '(', ')', '[', ' ', '.', ',', 'x', 'e', ':', '@', '0'})
          String text,
      @ForAll("regions") String region) {
    assertThat(keys.key(text, PhoneSource.region(region))).isNotNull();
    assertThat(keys.key(text, PhoneSource.none())).isNotNull();
    assertThat(keys.key("+" + text, PhoneSource.channel())).isNotNull();
  }

  @Property(tries = 60)
  void shouldStayQuickOnHostileText(@ForAll("hostile") String text) {
    assertThat(keys.key(text, PhoneSource.region("BR"))).isNotNull();
    assertThat(keys.key(text, PhoneSource.region("AR"))).isNotNull();
    assertThat(keys.key(text, PhoneSource.channel())).isNotNull();
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "1",
            "1/",
            "(",
            "(0)",
            " ",
            "a ",
            "11 2345-6789/",
            "0xx",
            "\u200B",
            "+",
            "1.",
            "111.",
            "&phone=1",
            "whatsapp://send?",
            "AR.",
            "1:",
            "A".repeat(60),
            "\uD835",
            "12345678901234567890",
            ".ext ",
            "..",
            "1e");
    return Combinators.combine(pieces, pieces, Arbitraries.of(1, 20, 119, 5_000, 200_000))
        .as((piece, end, times) -> piece.repeat(times) + end);
  }
}
