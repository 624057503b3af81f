package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T4. */
class SurroundingsTest {
  private static final String KEY = "+541123456789";

  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cel: 11 2345-6789",
        "Ana P\u00e9rez 11 2345-6789",
        "tel:1123456789",
        "'1123456789",
        "\"11 2345-6789\"",
        "\uD83D\uDCF1 11 2345-6789",
        "\u260E\uFE0F11 2345-6789",
        "\u260E\uFE0F 11 2345-6789",
        "p:+54 11 2345-6789",
        "Tel..... 11 2345-6789",
        "Tel./11 2345-6789",
        "\u7535\u8BDD\uFF1A11 2345-6789",
        "(11) 2345-6789",
        "[011] 2345-6789",
        "(+54) 11 2345-6789",
        "(Ana 11 2345-6789)",
        "(11 2345-6789)",
        "=+541123456789"
      })
  void shouldAllowALeadWhenItIsALabelNameQuoteOrEmoji(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "Cel11 2345-6789, LETTERS",
    "Cel(11) 2345-6789, LETTERS",
    "l1 2345-6789, LETTERS",
    "\u044F11 2345-6789, LETTERS",
    "Cafe\u030111 2345-6789, LETTERS",
    "*11 2345-6789, NOT_A_NUMBER",
    "*67 11 2345-6789, NOT_A_NUMBER",
    "#11 2345-6789, NOT_A_NUMBER",
    "\uFF0A 11 2345-6789, NOT_A_NUMBER",
    "\u2074 11 2345-6789, NOT_A_NUMBER",
    "\u2795 51 987654321, NOT_A_NUMBER",
    "...11 2345-6789, NOT_A_NUMBER",
    "\u202611 2345-6789, NOT_A_NUMBER",
    "?? 11 2345-6789, NOT_A_NUMBER",
    "__ 11 2345-6789, NOT_A_NUMBER"
  })
  void shouldRefuseALeadWhenItMayBePartOfTheNumber(String raw, String reason) {
    assertThat(phones.of(raw, "AR")).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345 6789",
        "11-2345-6789",
        "11.2345.6789",
        "11/23456789",
        "(11)[2345]6789",
        "+ 54 11 2345 6789",
        "+(54)(11)23456789",
        "+54-11-2345-6789"
      })
  void shouldAllowTheSignsOfNumbersInTheBody(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345:6789",
        "11 2345_6789",
        "11 2345~6789",
        "11 2345*6789",
        "11 2345\u00B76789",
        "11 {2345} 6789",
        "11 2345\\6789",
        "11 2345'6789",
        "11 2345=6789",
        "1\uFE0F\u20E31\uFE0F\u20E3 2345 6789",
        "11 23\u033645 6789"
      })
  void shouldRefuseTheBodyWhenItHasAnythingElse(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("NOT_A_NUMBER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 2345-6789 (Ana)",
        "11 2345-6789 Ana",
        "11 2345-6789, Ana",
        "11 2345-6789.",
        "11 2345-6789 (trabajo) \uD83D\uDE00",
        "11 2345-6789 - mam\u00e1",
        "11 2345-6789)",
        "11 2345-6789 [casa]",
        "11 2345-6789 maxx"
      })
  void shouldAllowATrailWhenItIsANameOrRemark(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11 2345-6789Ana | LETTERS",
        "11 2345-6789\u00AA | LETTERS",
        "11 2345-678x | LETTERS",
        "11 2345-6789 x | LETTERS",
        "11 2345-6789 xxx | LETTERS",
        "11 2345-6789 XX. | LETTERS",
        "11 2345-6789 \u0445\u0445 | LETTERS",
        "011 43xx xxxx | LETTERS",
        "11 2345-6789* | NOT_A_NUMBER",
        "11 2345-6789 # | NOT_A_NUMBER",
        "11 2345-6789? | NOT_A_NUMBER",
        "11 2345-6789 .. | NOT_A_NUMBER",
        "11 2345-6789 \u2026 | NOT_A_NUMBER",
        "11 2345-6789 \u00BD | NOT_A_NUMBER",
        "11 2345-6789 \u2461 | NOT_A_NUMBER",
        "11 2345-6789_ | NOT_A_NUMBER",
        "11 2345-6789\u0336 | NOT_A_NUMBER",
        "11 2345-6789+ | MULTIPLE_NUMBERS",
        "11 2345-6789 (2) | HAS_EXTENSION",
        "11 2345-6789 [2] | HAS_EXTENSION",
        "11 2345-6789 (interno Ana 2) | HAS_EXTENSION",
        "2345-6789 (11) | HAS_EXTENSION"
      })
  void shouldRefuseATrailWhenTheNumberMayGoOnThere(String raw, String reason) {
    assertThat(phones.of(raw, "AR")).isEqualTo(reason);
  }

  @Test
  void shouldRefuseBracketsLateInTheNumber() {
    assertThat(phones.of("030 1234567 (2) 3", "DE")).isEqualTo("HAS_EXTENSION");
    assertThat(phones.of("030 1234567 (2", "DE")).isEqualTo("HAS_EXTENSION");
    assertThat(phones.of("011 (2345) 6789", "AR")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "+49 30 1234567 Kai, AMBIGUOUS",
    "+49 30 1234567 K. Meier, AMBIGUOUS",
    "+49 30 1234567 (Kai), AMBIGUOUS",
    "+49 30 1234567 J\u00fcrgen, +49301234567",
    "+49 30 1234567 \u00c4nne Kai, +49301234567",
    "+54 11 2345-6789 Ana, +541123456789",
    "+1 212 555 2368 HELP, +12125552368",
    "+1 212 555 HELP, TOO_SHORT",
    "+43 1 234567 Anna Berta Carla, AMBIGUOUS"
  })
  void shouldBeAmbiguousWhenWordsBehindCouldBeKeypadLetters(String raw, String expected) {
    assertThat(phones.of(raw, "-")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0xx31 98765-4320, BR, +5531987654320",
    "0XX (31) 98765-4320, BR, +5531987654320",
    "(0xx31) 98765-4320, BR, +5531987654320",
    "(0xx)31 98765-4320, BR, +5531987654320",
    "0xx31 3123-4567, BR, +553131234567",
    "0xx31 98765-4320, AR, LETTERS",
    "0xx31 98765-4320, -, LETTERS",
    "Tel 0xx31 98765-4320, BR, LETTERS",
    "+55 0xx31 98765-4320, BR, LETTERS",
    "0xx, BR, LETTERS"
  })
  void shouldReadAnOpenCarrierAsTrunkZeroInBrazilOnly(String raw, String region, String expected) {
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }
}
