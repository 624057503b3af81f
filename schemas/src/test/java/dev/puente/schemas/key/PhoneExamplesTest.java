package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.key.PhoneResult.Key;
import dev.puente.schemas.key.PhoneResult.NoKey;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Pairs of values with the expected outcome: the same key, different keys, or one side without. */
class PhoneExamplesTest {
  private final PhoneKeys keys = new PhoneKeys(64);

  @ParameterizedTest(name = "{0} {6}")
  @CsvFileSource(
      resources = "/phone/examples.csv",
      numLinesToSkip = 1,
      emptyValue = "",
      maxCharsPerColumn = 4096)
  void shouldDecideAsExpectedWhenTwoValuesAreCompared(
      String id,
      String rawA,
      String regionA,
      String rawB,
      String regionB,
      String expected,
      String note) {
    // given
    PhoneResult a = keys.key(rawA, Phones.source(regionA));
    PhoneResult b = keys.key(rawB, Phones.source(regionB));

    // when
    String outcome = outcome(a, b);

    // then
    assertThat(outcome).as(id).isEqualTo(expected);
    assertThat(outcome(b, a)).as(id + " the other way round").isEqualTo(swapped(expected));
    Set<PhoneReason> named = reasonsNamedIn(note);
    if (expected.startsWith("reject") && !named.isEmpty()) {
      PhoneResult rejected = expected.equals("reject_a") ? a : b;
      assertThat(rejected)
          .as(id)
          .isInstanceOfSatisfying(NoKey.class, no -> assertThat(no.reason()).isIn(named));
    }
  }

  private static String outcome(PhoneResult a, PhoneResult b) {
    if (a instanceof Key one && b instanceof Key other) {
      return one.equals(other) ? "same" : "different";
    }
    if (a instanceof NoKey && b instanceof NoKey) {
      return "reject_both";
    }
    return a instanceof NoKey ? "reject_a" : "reject_b";
  }

  private static String swapped(String expected) {
    return switch (expected) {
      case "reject_a" -> "reject_b";
      case "reject_b" -> "reject_a";
      default -> expected;
    };
  }

  private static Set<PhoneReason> reasonsNamedIn(String note) {
    Set<PhoneReason> named = EnumSet.noneOf(PhoneReason.class);
    Matcher words = Pattern.compile("[A-Z_]{5,}").matcher(note);
    while (words.find()) {
      for (PhoneReason reason : PhoneReason.values()) {
        if (reason.name().equals(words.group())) {
          named.add(reason);
        }
      }
    }
    return named;
  }
}
