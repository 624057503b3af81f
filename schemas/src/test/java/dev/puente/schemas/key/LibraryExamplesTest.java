package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example number of every region of the library, in every way it can be written. */
class LibraryExamplesTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private final Phones phones = new Phones();

  /** One example. */
  record Example(String region, PhoneNumberType type, PhoneNumber number) {
    String e164() {
      return LIBRARY.format(number, PhoneNumberFormat.E164);
    }

    String national() {
      return LIBRARY.format(number, PhoneNumberFormat.NATIONAL);
    }

    /** The key by the rules, computed from the region and the library's form alone. */
    String expected() {
      if (!Acceptance.isSubscriber(LIBRARY.getNumberType(number))) {
        return "SHARED_SERVICE";
      }
      if (e164().matches(".*(\\d)\\1{6}")) {
        return "PLACEHOLDER";
      }
      return region.equals("AR") ? e164().replaceFirst("^\\+549", "+54") : e164();
    }

    /** The same on a channel, where long ids of anything but mobiles are no phones. */
    String onChannel() {
      boolean lid =
          e164().length() > 15
              || (e164().length() == 15 && LIBRARY.getNumberType(number) != PhoneNumberType.MOBILE);
      return lid ? "NOT_A_PHONE_ID" : expected();
    }

    @Override
    public String toString() {
      return region + " " + type;
    }
  }

  static Stream<Example> examples() {
    return LIBRARY.getSupportedRegions().stream()
        .sorted()
        .flatMap(
            region ->
                Arrays.stream(PhoneNumberType.values())
                    .flatMap(
                        type ->
                            Stream.ofNullable(LIBRARY.getExampleNumberForType(region, type))
                                .map(number -> new Example(region, type, number))));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldHaveOneKeyInEveryInternationalForm(Example example) {
    // given
    String digits = example.e164().substring(1);

    // then
    assertThat(
            Stream.of(
                    example.e164(),
                    LIBRARY.format(example.number(), PhoneNumberFormat.INTERNATIONAL),
                    LIBRARY.format(example.number(), PhoneNumberFormat.RFC3966),
                    "Tel: " + example.e164() + " (\u00c4nne)")
                .map(raw -> phones.of(raw, "-")))
        .containsOnly(example.expected());
    assertThat(phones.of("00" + digits, "AR")).isEqualTo(example.expected());
    assertThat(phones.of("00 " + digits, "-")).isEqualTo(example.expected());
    assertThat(phones.of("011 " + digits, "US")).isEqualTo(example.expected());
    assertThat(phones.of("010" + digits, "JP")).isEqualTo(example.expected());
    assertThat(phones.of("8 10 " + digits, "RU")).isEqualTo(example.expected());
    assertThat(phones.of(digits, "CHANNEL")).isEqualTo(example.onChannel());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldHaveTheSameKeyInNationalForm(Example example) {
    // given
    long digits = example.national().chars().filter(Character::isDigit).count();
    String expected = digits < 6 ? "TOO_SHORT" : example.expected();

    // when
    String national = phones.of(example.national(), example.region());

    // then
    if (expected.startsWith("+")) {
      assertThat(national).isEqualTo(expected);
    } else {
      assertThat(national).doesNotStartWith("+");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldHaveTheSameKeyOrNoneWithTheOwnCallingCodeAndNoPlus(Example example) {
    // given
    String digits = example.e164().substring(1);

    // then
    assertThat(phones.of(digits, example.region()))
        .isIn(example.expected(), "AMBIGUOUS", "SHARED_SERVICE");
    assertThat(phones.of("00" + digits, example.region())).isEqualTo(example.expected());
  }

  @Test
  void shouldHaveAKeyForNumbersOfNoCountryWhenTheyAreSubscribers() {
    for (int code : LIBRARY.getSupportedGlobalNetworkCallingCodes()) {
      PhoneNumber number = LIBRARY.getExampleNumberForNonGeoEntity(code);
      Example example = new Example("001", LIBRARY.getNumberType(number), number);
      assertThat(phones.of(example.e164(), "-")).isEqualTo(example.expected());
      assertThat(phones.of(example.e164(), "CHANNEL")).isEqualTo(example.onChannel());
    }
  }
}
