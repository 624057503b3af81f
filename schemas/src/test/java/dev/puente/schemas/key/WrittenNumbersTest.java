package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.key.PhoneResult.Key;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What people and systems write, each with the key that the rules give it, or none ({@code -}). The
 * expectations were read from docs/phone-matching.md, not from the code.
 */
class WrittenNumbersTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private final PhoneKeys keys = new PhoneKeys(64);

  @ParameterizedTest(name = "{1} {2}")
  @CsvFileSource(resources = "/phone/written.csv", numLinesToSkip = 1)
  void shouldHaveTheKeyOfItsSubscriberOrNone(String key, String region, String escaped) {
    // given
    String raw =
        ESCAPE
            .matcher(escaped)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(found.group(1), 16))));

    // when
    PhoneResult result = keys.key(raw, Phones.source(region.equals("-") ? "" : region));

    // then
    assertThat(result instanceof Key(String value) ? value : "-").as("%s", result).isEqualTo(key);
  }
}
