package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhraseTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private static String raw(Phrase phrase, Language language) {
    return phrase.in(language, "{0}", "{1}");
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> place.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveATextOfItsOwnInEachLanguageWithTheSameValues(Phrase phrase) {
    // when
    String english = raw(phrase, Language.EN);
    String spanish = raw(phrase, Language.ES);

    // then
    assertThat(spanish).isNotBlank().isNotEqualTo(english);
    assertThat(english).isNotBlank();
    assertThat(places(spanish)).isEqualTo(places(english));
    assertThat(spanish.startsWith(" ")).isEqualTo(english.startsWith(" "));
    assertThat(spanish.endsWith(".")).isEqualTo(english.endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({"es,ES", "es-AR,ES", "ES-419,ES", "en,EN", "est,EN", "fr,EN", "'',EN"})
  void shouldTakeEnglishForEveryLanguageThatItDoesNotSpeak(String tag, Language expected) {
    assertThat(Language.of(tag)).isEqualTo(expected);
  }
}
