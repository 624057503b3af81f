package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T5 and T6. */
class NumberBodyTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345-6789 ext 12",
        "11 2345-6789 ext. 12",
        "11 2345-6789 x12",
        "11 2345-6789x12",
        "11 2345-6789 int 12",
        "11 2345-6789 int. 12",
        "11 2345-6789 interno 12",
        "11 2345-6789 INTERNO: 12",
        "11 2345-6789 anexo 12",
        "11 2345-6789 ramal 12",
        "11 2345-6789 extensi\u00f3n 12",
        "11 2345-6789 poste 12",
        "11 2345-6789 #12",
        "11 2345-6789,12",
        "11 2345-6789;12",
        "+54-11-2345-6789;ext=12"
      })
  void shouldNeverBeTheKeyOfTheMainLineWhenThereIsAnExtension(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("HAS_EXTENSION");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345-6789 +54 11 3456-7890",
        "+54 11 2345-6789 +54 11 3456-7890",
        "++54 11 2345-6789",
        "11+2345-6789",
        "11 2345-6789 o 11 3456-7890",
        "11 2345-6789 (Ana), 11 3456-7890 (Luis)",
        "11 2345-6789, 11 3456-7890",
        "11 2345-6789; 3456-7890",
        "11 2345-6789 | 3456-7890",
        "11 2345-6789 & 345678",
        "11 2345-6789 / 11 3456-7890",
        "011 4567-8901/02",
        "011 4567-8901 / 8902",
        "4567-8901/4567-8902"
      })
  void shouldNotSplitTheFieldWhenThereAreSeveralNumbers(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("MULTIPLE_NUMBERS");
  }

  @ParameterizedTest
  @CsvSource({
    "030/1234567, DE, +49301234567",
    "0341/4123456, AR, +543414123456",
    "+49 30/1234567, DE, +49301234567",
    "11/15/2345-6789, AR, +541123456789"
  })
  void shouldReadASlashAsSeparatorOtherwise(String raw, String region, String key) {
    assertThat(phones.of(raw, region)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"11 23a5-6789", "11 2345 a 6789", "11 2345-6789 piso 3", "11 2345-6789 casa 2"})
  void shouldHaveNoKeyWhenLettersStandInTheNumber(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("LETTERS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11 2345-6789\n11 3456-7890", "11 2345-6789 11 3456-7890"})
  void shouldHaveNoKeyWhenOnlySpaceStandsBetweenTwoNumbers(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin numero", "n/a", "-", "+", "()", "+ - ( )", "???", "\uD83D\uDCDE"})
  void shouldBeNoNumberWhenThereIsNoDigit(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("NOT_A_NUMBER");
  }

  @ParameterizedTest
  @CsvSource({
    "1) (19) 5693-4629, BR, AMBIGUOUS",
    "1. 4930586782, BR, AMBIGUOUS",
    "1.- 4930586782, BR, AMBIGUOUS",
    "2 (49) 3058-6782, BR, AMBIGUOUS",
    "Juan 2 1929476689, BR, AMBIGUOUS",
    "1) 11 2345-6789, AR, TOO_LONG",
    "0 (11) 4567-8901, AR, +541145678901",
    "9 (11) 2345-6789, AR, +541123456789",
    "Tel 21 3123-4567, BR, +552131234567",
    "Tel 1 212 234 5678, US, +12122345678",
    "27 - 12 34 56, LU, +35227123456"
  })
  void shouldBeAmbiguousWhenAListOrHouseNumberStandsInFront(
      String raw, String region, String expected) {
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }
}
