package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T1. */
class PhoneTextTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFF11\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19",
        "\u0661\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
        "\u06F1\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9",
        "\u0967\u0967\u0968\u0969\u096A\u096B\u096C\u096D\u096E\u096F",
        "\uD835\uDFCF\uD835\uDFCF\uD835\uDFD0\uD835\uDFD1\uD835\uDFD2\uD835\uDFD3\uD835\uDFD4\uD835\uDFD5\uD835\uDFD6\uD835\uDFD7"
      })
  void shouldReadDecimalDigitsOfAnyScriptAsAscii(String digits) {
    assertThat(PhoneText.clean(digits)).isEqualTo("1123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u202A", "\u202C", "\u202D",
        "\u202E", "\u2060", "\u2066", "\u2069", "\uFEFF", "\u061C", "\u0000", "\u0007", "\u001B",
        "\u007F", "\u0080", "\u009F"
      })
  void shouldDropFormatAndControlCharacters(String hidden) {
    assertThat(PhoneText.clean(hidden + "11 23" + hidden + "45")).isEqualTo("11 2345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\t", "\n", "\r", "\r\n", "\u000B", "\f", "\u0085", "\u00A0", "\u1680", "\u2000", "\u2007",
        "\u2009", "\u202F", "\u205F", "\u3000", "\u2028", "\u2029", "  \t "
      })
  void shouldMakeOneSpaceOfSpacesTabsAndLineBreaks(String space) {
    assertThat(PhoneText.clean(space + "11" + space + "2345" + space)).isEqualTo("11 2345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\uFE58", "\uFE63",
        "\uFF0D", "\u2212", "\u30FC", "\u058A", "\u301C"
      })
  void shouldMakeAHyphenOfDashes(String dash) {
    assertThat(PhoneText.clean("2345" + dash + "6789")).isEqualTo("2345-6789");
  }

  @Test
  void shouldMakeAsciiOfFullWidthSignsAndTheSmallPlus() {
    assertThat(PhoneText.clean("\uFF0B\uFF08\uFF09\uFF3B\uFF3D\uFF0E\uFF0F\uFE62"))
        .isEqualTo("+()[]./+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00BD", "\u00B2", "\u2460", "\u2167", "\u3220"})
  void shouldKeepOtherNumeralsBecauseTheyAreNoDigits(String numeral) {
    // given
    String raw = "11 2345-678" + numeral;

    // then
    assertThat(PhoneText.clean(raw)).isEqualTo(raw);
    assertThat(phones.of(raw, "AR")).isEqualTo("NOT_A_NUMBER");
    assertThat(phones.of(numeral + " 11 2345-6789", "AR")).isEqualTo("NOT_A_NUMBER");
    assertThat(phones.of("11 2345" + numeral + "6789", "AR")).isEqualTo("NOT_A_NUMBER");
  }

  @Test
  void shouldRefuseMoreThan120CharactersButCountAfterCleaning() {
    // given
    String longest = "x".repeat(106) + " (11 2345-6789";

    // then
    assertThat(longest).hasSize(120);
    assertThat(PhoneText.clean(longest)).isEqualTo(longest);
    assertThat(PhoneText.clean(longest + ")")).isNull();
    assertThat(phones.of(longest + ")", "AR")).isEqualTo("NOT_A_NUMBER");
    assertThat(phones.of("\u200B".repeat(5000) + "11 2345-6789" + " ".repeat(5000), "AR"))
        .isEqualTo("+541123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00A0\t\n", "\u200B\uFEFF", "\u0000"})
  void shouldBeEmptyWhenNothingIsLeft(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("EMPTY");
  }

  @Test
  void shouldBeEmptyWhenThereIsNoText() {
    assertThat(Phones.outcome(new PhoneKeys(8).key(null, PhoneSource.none()))).isEqualTo("EMPTY");
  }

  @Test
  void shouldReadWhatTheLibraryRejects() {
    assertThat(phones.of("+54\u202F9\u202F11\u20072345\u00116789", "-")).isEqualTo("+541123456789");
    assertThat(phones.of("\u200E+54 9 11\t2345\u200F6789", "-")).isEqualTo("+541123456789");
  }

  @Test
  void shouldSurviveHalvesOfSurrogatePairs() {
    assertThat(phones.of("11 2345\uD835 6789", "AR")).isEqualTo("NOT_A_NUMBER");
    assertThat(phones.of("\uDFCF 11 2345 6789", "AR")).isEqualTo("+541123456789");
  }
}
