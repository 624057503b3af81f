package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V1 to V3. */
class AcceptanceTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @CsvSource({
    "+34 212 345 678, UNKNOWN_RANGE",
    "+34 612 345 67, TOO_SHORT",
    "+34 612 345 6789, TOO_LONG",
    "+1 345 6789, LOCAL_ONLY",
    "+210 1234567, BAD_COUNTRY_CODE"
  })
  void shouldNameWhyANumberIsNotValid(String raw, String reason) { // V1
    assertThat(phones.of(raw, "-")).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "0800 222 3456, AR",
    "0810 222 3456, AR",
    "0600 222 3456, AR",
    "4004-1234, BR",
    "0300 123 4567, BR",
    "0900 123 4567, BR",
    "902 345 678, ES",
    "900 123 456, ES",
    "800 123 4567, MX",
    "1 800 234 5678, US",
    "+44 55 1234 5678, -",
    "+800 1234 5678, -",
    "+979 123 456 789, -",
    "5508001234567, CHANNEL"
  })
  void shouldBeASharedServiceWhenItBelongsToNoSubscriber(String raw, String region) { // V2
    assertThat(phones.of(raw, region)).isEqualTo("SHARED_SERVICE");
  }

  @ParameterizedTest
  @CsvSource({
    "+44 7400 123456, +447400123456",
    "+44 20 7946 0018, +442079460018",
    "+1 212 234 5678, +12122345678",
    "+44 56 1234 5678, +445612345678",
    "+44 70 1234 5678, +447012345678",
    "+881 612 345 678, +881612345678"
  })
  void shouldAcceptTheTypesOfSubscribers(String raw, String key) { // V2
    assertThat(phones.of(raw, "-")).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "(21) 99999-9999, BR",
    "5521999999999, CHANNEL",
    "5511988888888, CHANNEL",
    "11 2222-2222, AR",
    "+34 666 666 666, -",
    "+54 9 11 5555-5555, -"
  })
  void shouldBeAPlaceholderWhenTheLastSevenDigitsAreEqual(String raw, String region) { // V3
    assertThat(phones.of(raw, region)).isEqualTo("PLACEHOLDER");
  }

  @ParameterizedTest
  @CsvSource({
    "(31) 91234-5678, BR, +5531912345678",
    "+34 612 345 678, -, +34612345678",
    "+34 612 666 666, -, +34612666666",
    "+34 616 666 666, -, PLACEHOLDER"
  })
  void shouldAcceptRunsAndSixEqualDigits(String raw, String region, String expected) { // V3
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }
}
