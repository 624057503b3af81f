package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C: the country rules, each on typed text and on channel ids. */
class CountryRulesTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345-6789",
        "011 2345-6789",
        "11 15 2345-6789",
        "011 15 2345-6789",
        "9 11 2345-6789",
        "9 11 15 2345-6789",
        "9 011 15 2345-6789",
        "54 11 2345-6789",
        "+54 11 2345-6789",
        "+54 011 2345-6789",
        "+54 9 11 2345-6789",
        "+54 9 011 2345-6789",
        "+54 11 15 2345-6789",
        "+54 9 11 15 2345-6789",
        "+54 9 011 15 2345-6789",
        "+54 011 15 2345-6789",
        "0054 9 11 15 2345-6789"
      })
  void shouldDropNineTrunkZeroAndFifteenAloneAndTogether(String raw) { // C-AR
    assertThat(phones.of(raw, "AR")).isEqualTo("+541123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "0341 15 412 3456, +543414123456",
    "02966 15 412345, +542966412345",
    "+54 9 2966 15 412345, +542966412345",
    "0220 15 412 3456, +542204123456",
    "11 4815-1520, +541148151520",
    "011 15 4815-1520, +541148151520",
    "0291 415-1515, +542914151515"
  })
  void shouldFindTheFifteenOnlyBehindAnAreaCode(String raw, String expected) { // C-AR
    assertThat(phones.of(raw, "AR")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15 2345-6789", "2345-6789", "15 412 3456", "412 3456", "015 2345-6789"})
  void shouldBeLocalInArgentinaWithoutAreaCode(String raw) { // C-AR
    assertThat(phones.of(raw, "AR")).isEqualTo("LOCAL_ONLY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 15 2345-67",
        "11 15 234-5678",
        "222 15 1234567",
        "+54 9 9 11 2305-6789",
        "+54 009 11 2345-6789",
        "+54 9 11 15 15 2345-6789",
        "+54 9 11 15 1523-4567",
        "11 1523-4567",
        "9 9 11 2345 6789",
        "11 2345-67890",
        "11 2345-678"
      })
  void shouldHaveNoKeyInArgentinaWhenADigitIsTooManyOrMissing(String raw) { // C-AR
    assertThat(phones.has(raw, "AR")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "55 2345 6781, MX",
    "01 55 2345 6781, MX",
    "044 55 2345 6781, MX",
    "045 55 2345 6781, MX",
    "+52 55 2345 6781, -",
    "+52 01 55 2345 6781, -",
    "+52 044 55 2345 6781, -",
    "+52 045 55 2345 6781, -",
    "+52 1 55 2345 6781, -",
    "52 1 55 2345 6781, MX",
    "0052 1 55 2345 6781, BR",
    "5215523456781, CHANNEL",
    "525523456781, CHANNEL"
  })
  void shouldDropTheOldMexicanPrefixes(String raw, String region) { // C-MX
    assertThat(phones.of(raw, region)).isEqualTo("+525523456781");
  }

  @ParameterizedTest
  @CsvSource({
    "1 55 1334 5670, MX, AMBIGUOUS",
    "1 55 2345 6781, MX, AMBIGUOUS",
    "+1 551 334 5670, MX, +15513345670",
    "1 551 334 5670, US, +15513345670",
    "+52 1 551 334 5670, MX, +525513345670",
    "2345 6781, MX, LOCAL_ONLY",
    "046 55 2345 6781, MX, TOO_LONG",
    "5000 0597 6123 2104 4927, MX, TOO_LONG",
    "01 1 55 2345 6781, MX, TOO_LONG"
  })
  void shouldNotTellMexicoFromNewJerseyWithoutFiftyTwo(
      String raw, String region, String expected) { // C-MX
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "(31) 98765-4320, BR, +5531987654320",
    "(11) 3123-4567, BR, +551131234567",
    "(31) 8765-4320, BR, +5531987654320",
    "+55 31 8765-4320, -, +5531987654320",
    "(31) 9765-4320, BR, AMBIGUOUS",
    "(31) 7765-4320, BR, AMBIGUOUS",
    "(31) 6765-4320, BR, AMBIGUOUS",
    "+55 31 9765-4320, -, AMBIGUOUS",
    "553187654320, CHANNEL, +5531987654320",
    "553197654320, CHANNEL, +5531997654320",
    "553177654320, CHANNEL, +5531977654320",
    "553167654320, CHANNEL, +5531967654320",
    "551131234567, CHANNEL, +551131234567",
    "554532784470, CHANNEL, +554532784470",
    "5545932784470, CHANNEL, +5545932784470",
    "031 98765-4320, BR, +5531987654320",
    "0 15 31 98765-4320, BR, +5531987654320",
    "0800 123 4567, BR, SHARED_SERVICE",
    "98765-4320, BR, UNKNOWN_RANGE",
    "3123-4567, BR, UNKNOWN_RANGE",
    "https://wa.me/553197654320, BR, +5531997654320"
  })
  void shouldInsertTheNinthDigitWhereItIsSafe(String raw, String region, String expected) { // C-BR
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @Test
  void shouldKeepLandlineAndMobileApartInBrazil() { // C-BR
    assertThat(phones.of("45 3278-4470", "BR")).isEqualTo("+554532784470");
    assertThat(phones.of("45 93278-4470", "BR")).isEqualTo("+5545932784470");
  }

  @Test
  void shouldTellAreaFiftyFiveFromTheCallingCodeByTheLength() { // C-BR
    assertThat(phones.of("55 3221-4567", "BR")).isEqualTo("+555532214567");
    assertThat(phones.of("55 55 3221-4567", "BR")).isEqualTo("+555532214567");
    assertThat(phones.of("555532214567", "CHANNEL")).isEqualTo("+555532214567");
  }

  @ParameterizedTest
  @CsvSource({
    "9 8765 4320, CL, +56987654320",
    "09 8765 4320, CL, +56987654320",
    "+56 09 8765 4320, -, +56987654320",
    "(02) 2345 6781, CL, +56223456781",
    "56 9 8765 4320, CL, +56987654320",
    "8765 4320, CL, TOO_SHORT",
    "0 8765 4320, CL, UNKNOWN_RANGE"
  })
  void shouldDropTheOldTrunkZeroInChile(String raw, String region, String expected) { // C-CL
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "(1) 234 5678, CO, +576012345678",
    "601 234 5678, CO, +576012345678",
    "+57 1 234 5678, -, +576012345678",
    "5712345678, CHANNEL, +576012345678",
    "4 612 3456, CO, +576046123456",
    "300 234 5678, CO, +573002345678",
    "03 300 234 5678, CO, +573002345678",
    "05 1 234 5678, CO, +576012345678",
    "(091) 234 5678, CO, +576012345678",
    "01 153 7626, CO, AMBIGUOUS",
    "+57 0 1 153 7626, -, AMBIGUOUS",
    "234 5678, CO, LOCAL_ONLY",
    "3002 3456, CO, UNKNOWN_RANGE",
    "6012 3456, CO, UNKNOWN_RANGE",
    "9 234 5678, CO, UNKNOWN_RANGE"
  })
  void shouldInsertSixtyIntoOldColombianLandlines(
      String raw, String region, String expected) { // C-CO
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "06 1234 5670, IT, +390612345670",
    "347 1234567, IT, +393471234567",
    "+39 6 12345670, -, UNKNOWN_RANGE",
    "987 654 320, PE, +51987654320",
    "099 123 456, UY, +59899123456",
    "612 345 678, ES, +34612345678",
    "07400 123456, GB, +447400123456",
    "06 12 34 56 78, FR, +33612345678",
    "8 912 345 67 89, RU, +79123456789"
  })
  void shouldBeTheLibrarysFormElsewhere(String raw, String region, String expected) {
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }
}
