package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N1 to N7. */
class PhoneReadingsTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @CsvSource({
    "12345, TOO_SHORT",
    "+54112, TOO_SHORT",
    "123456789012345678901, TOO_LONG",
    "+541123456789012345678, TOO_LONG"
  })
  void shouldCountDigitsFirst(String raw, String reason) {
    assertThat(phones.of(raw, "AR")).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AR", "BR", "US", "DE", "XX", "-"})
  void shouldNotLookAtTheRegionWhenThereIsAPlus(String region) { // N1
    assertThat(phones.of("+54 9 11 2345-6789", region)).isEqualTo("+541123456789");
    assertThat(phones.of("+51 987654321", region)).isEqualTo("+51987654321");
    assertThat(phones.of("+999 1234567", region)).isEqualTo("BAD_COUNTRY_CODE");
    assertThat(phones.of("+0054 11 2345-6789", region)).isEqualTo("BAD_COUNTRY_CODE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AR", "BR", "US", "DE", "CO", "JP", "XX", "-"})
  void shouldReadDoubleZeroAsPlusInEveryRegion(String region) { // N2
    assertThat(phones.of("00 54 9 11 2345 6789", region)).isEqualTo("+541123456789");
    assertThat(phones.of("0034 612 345 678", region)).isEqualTo("+34612345678");
  }

  @ParameterizedTest
  @CsvSource({
    "0055 34 91234-5678, BR, +5534912345678",
    "0057 301 234 5678, CO, +573012345678",
    "00 15 54 9 11 2345 6789, BR, +541123456789",
    "009 54 9 11 2345 6789, CO, +541123456789",
    "0011 54 9 11 2345 6789, AU, +541123456789",
    "0011 43 1 6512216, AU, +4316512216"
  })
  void shouldPreferTheOwnCallingCodeAndElseTheOnlyValidReading(
      String raw, String region, String key) { // N2
    assertThat(phones.of(raw, region)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"00376312246, BR", "00376312636, JP", "0093267675137, HK", "0093235537790, CO"})
  void shouldBeAmbiguousWhenTheRegionReadsDoubleZeroOtherwise(String raw, String region) { // N2
    assertThat(phones.of(raw, region)).isEqualTo("AMBIGUOUS");
    assertThat(phones.has(raw, "AR")).isTrue();
  }

  @Test
  void shouldNotMakeAForeignNumberOfAMistypedOwnOne() { // N2
    assertThat(phones.of("0055 44 97400-12345", "BR")).isNotEqualTo("+449740012345");
    assertThat(phones.has("0055 44 7400 123456", "BR")).isFalse();
  }

  @Test
  void shouldNotReadASecondOneBehindTheNorthAmericanCode() {
    assertThat(phones.has("0011 43 1 6512216", "-")).isFalse();
    assertThat(phones.has("+1 1 431 651 2216", "US")).isFalse();
    assertThat(phones.has("1 1 804 310 6129", "US")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "+7 848 388-79-07 3, -, AMBIGUOUS",
    "78353429595 3, RU, AMBIGUOUS",
    "+7 8 912 345 67 89, -, +79123456789",
    "+7 (8) 912 345 67 89, RU, +79123456789",
    "8 (848) 388-79-07, RU, +78483887907"
  })
  void shouldNotTakeTheFirstDigitOfAnOverlongNumberForATrunkPrefix(
      String raw, String region, String expected) {
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0011 431 651 2216, AL", "0067 212345, AL", "0067 200245, LR", "0006 7224527, SG"})
  void shouldHoldTheRegionsOwnReadingToTheSameRules(String raw, String region) { // N2
    assertThat(phones.has(raw, region)).isFalse();
  }

  @Test
  void shouldNotCompleteALocalNumberBehindACallingCode() {
    assertThat(phones.has("+672 11204", "-")).isFalse();
    assertThat(phones.has("+261 6955457", "-")).isFalse();
    assertThat(phones.of("+378 886377", "-")).isEqualTo("+3780549886377");
    assertThat(phones.of("+378 0549 886377", "-")).isEqualTo("+3780549886377");
  }

  @ParameterizedTest
  @CsvSource({
    "011 54 9 11 2345 6789, US, +541123456789",
    "011 54 9 11 2345 6789, DO, +541123456789",
    "011 44 7400 123456, CA, +447400123456",
    "010 54 9 11 2345 6789, JP, +541123456789",
    "810 54 9 11 2345 6789, RU, +541123456789",
    "8 10 54 9 11 2345 6789, KZ, +541123456789",
    "810 54 9 11 2345 6789, UZ, +541123456789"
  })
  void shouldFollowTheThreeOtherInternationalPrefixesInTheirRegions(
      String raw, String region, String key) { // N3
    assertThat(phones.of(raw, region)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "09 54 9 11 2345 6789, MX",
    "011 54 9 11 2345 6789, AR",
    "810 54 9 11 2345 6789, DE",
    "010 54 9 11 2345 6789, US",
    "0 54 9 11 2345 6789, WS",
    "012 54 9 11 2345 6789, IL",
    "119 54 9 11 2345 6789, CU"
  })
  void shouldNotFollowAnyOtherInternationalPrefix(String raw, String region) { // N3
    assertThat(phones.has(raw, region)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "5491123456789, ES, TOO_LONG",
    "51 987654321, BR, +5551987654321",
    "51 987654321, PE, +51987654321",
    "5491123456789, -, NO_COUNTRY",
    "11 2345-6789, -, NO_COUNTRY",
    "11 2345-6789, XX, NO_COUNTRY",
    "11 2345-6789, UK, NO_COUNTRY",
    "11 2345-6789, 001, NO_COUNTRY",
    "11 2345-6789, ar, +541123456789",
    "11 2345-6789, ' AR ', +541123456789"
  })
  void shouldReadTheRestInTheDefaultRegion(String raw, String region, String expected) { // N3
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "54 9 11 2345 6789, AR, +541123456789",
    "4915123456789, DE, +4915123456789",
    "3906123456, IT, AMBIGUOUS",
    "390612345670, IT, +390612345670",
    "55 98765-4320, BR, +5555987654320",
    "5555987654320, BR, +5555987654320",
    "5531987654320, BR, +5531987654320",
    "12122345678, US, +12122345678",
    "7 912 345 67 89, RU, +79123456789",
    "34 (0)612 345 678, ES, +34612345678"
  })
  void shouldReadTheOwnCallingCodeBothWays(String raw, String region, String expected) { // N4
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "+34 (0)612 345 678, +34612345678",
    "+34 ( 0 ) 612 345 678, +34612345678",
    "+34 [0] 612 345 678, +34612345678",
    "0034 (0)612 345 678, +34612345678",
    "+39 (0)6 12345670, +390612345670",
    "+39 (0)347 1234567, +393471234567",
    "+44 (0)20 7946 0018, +442079460018",
    "+54 (0)11 15 2345-6789, +541123456789",
    "+54 9 (0)11 2345-6789, +541123456789",
    "+34 612 (0) 345678, TOO_LONG"
  })
  void shouldTryABracketedZeroWithAndWithout(String raw, String expected) { // N5
    assertThat(phones.of(raw, "-")).isEqualTo(expected);
  }

  @Test
  void shouldBeAmbiguousWhenABracketedZeroChangesTheNumber() { // N5
    assertThat(phones.of("+39 (0)541 123456", "-")).isEqualTo("+390541123456");
    assertThat(phones.of("+39 (0)331 234567", "-")).isEqualTo("AMBIGUOUS");
    assertThat(phones.of("(0)331 234567", "IT")).isEqualTo("AMBIGUOUS");
  }

  @ParameterizedTest
  @CsvSource({
    "8921 3456, DE, LOCAL_ONLY",
    "30 1234567, DE, LOCAL_ONLY",
    "030 1234567, DE, +49301234567",
    "151 23456789, DE, +4915123456789",
    "10 1234 5678, CN, LOCAL_ONLY",
    "138 0013 8000, CN, +8613800138000",
    "5 2345678, CU, LOCAL_ONLY",
    "05 2345678, CU, +5352345678",
    "9 212 3456, MM, LOCAL_ONLY",
    "09 212 3456, MM, +9592123456",
    "040 12345, FI, +3584012345",
    "40 12345, FI, LOCAL_ONLY",
    "1 234 5678, IE, LOCAL_ONLY",
    "85 012 3456, IE, +353850123456",
    "+49 8921 3456, DE, +4989213456"
  })
  void shouldBeLocalInAnOpenPlanWhenTheZeroIsMissing(
      String raw, String region, String expected) { // N6
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5491123456789, +541123456789",
    "+5491123456789, +541123456789",
    "541123456789, +541123456789",
    "1123456789, TOO_LONG",
    "01123456789, BAD_COUNTRY_CODE",
    "005491123456789, NOT_A_PHONE_ID",
    "00549112345678, NOT_A_PHONE_ID",
    "0054911234567, BAD_COUNTRY_CODE",
    "12345, TOO_SHORT",
    "181234567890123, NOT_A_PHONE_ID",
    "1234567890123456, NOT_A_PHONE_ID",
    "49301234567890, NOT_A_PHONE_ID",
    "43142034369366, NOT_A_PHONE_ID"
  })
  void shouldReadAChannelIdAsInternationalOnly(String id, String expected) { // N7
    assertThat(phones.of(id, "CHANNEL")).isEqualTo(expected);
  }

  @Test
  void shouldAcceptAMobileOfFourteenDigitsFromAChannel() { // N7
    assertThat(phones.of("+4915123456789", "CHANNEL")).isEqualTo("+4915123456789");
    assertThat(phones.of("43664123456789", "CHANNEL")).isEqualTo("+43664123456789");
    assertThat(phones.of("54111523456789", "CHANNEL")).isEqualTo("NOT_A_PHONE_ID");
    assertThat(phones.of("55031987654320", "CHANNEL")).isEqualTo("NOT_A_PHONE_ID");
  }
}
