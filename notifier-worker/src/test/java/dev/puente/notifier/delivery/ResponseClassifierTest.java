package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseClassifierTest {
  private static final Instant NOW = Instant.parse("2026-07-28T10:00:30Z");
  private static final Instant WINDOW = Instant.parse("2026-07-28T10:01:01Z");

  @ParameterizedTest
  @CsvSource({
    "READ,401,Blocked",
    "CREATE_MESSAGE,403,Blocked",
    "READ,404,Missing",
    "CREATE,404,Missing",
    "CREATE_MESSAGE,429,Limited",
    "READ,429,Limited",
    "READ,500,Unavailable",
    "READ,502,Unavailable",
    "READ,408,Unavailable",
    "REPLACE,503,Unavailable",
    "CREATE,500,Unclear",
    "CREATE_MESSAGE,504,Unclear",
    "CREATE_MESSAGE,408,Unclear",
    "CREATE,422,Refused",
    "CREATE,400,Refused",
    "CREATE_MESSAGE,402,Refused",
    "REPLACE,422,Refused",
    "CREATE_MESSAGE,422,Unclear",
    "CREATE,302,Unavailable"
  })
  void shouldTellWhatAStatusMeans(Effect effect, int status, String problem) {
    // when
    Problem found = ResponseClassifier.classify(effect, status, Set.of(), "some text", NOW, WINDOW);

    // then
    assertThat(found.getClass().getSimpleName()).isEqualTo(problem);
  }

  @Test
  void shouldWaitForTheNextWindowWhenTheServerCountsTooMany() {
    // when
    Problem found =
        ResponseClassifier.classify(Effect.CREATE, 429, Set.of(), "Retry later\n", NOW, WINDOW);

    // then
    assertThat(found).isEqualTo(new Problem.Limited(429, "rate_limited", WINDOW));
  }

  @Test
  void shouldWaitAMinuteWhenTheConversationIsFlooded() {
    // when
    Problem found =
        ResponseClassifier.classify(
            Effect.CREATE_MESSAGE,
            422,
            Set.of(),
            "Validation failed: Too many messages",
            NOW,
            WINDOW);

    // then
    assertThat(found)
        .isEqualTo(new Problem.Limited(422, "conversation_flooded", NOW.plusSeconds(61)));
  }

  @Test
  void shouldTrustARecognisableValidationOfAMessage() {
    // when
    Problem found =
        ResponseClassifier.classify(
            Effect.CREATE_MESSAGE,
            422,
            Set.of(),
            "Validation failed: Content is too long",
            NOW,
            WINDOW);

    // then
    assertThat(found).isEqualTo(new Problem.Refused(422, Set.of()));
  }

  @ParameterizedTest
  @EnumSource(Effect.class)
  void shouldNeverCallALostWriteHarmless(Effect effect) {
    // when
    Problem lost = ResponseClassifier.noAnswer(effect, null, "timeout");

    // then
    assertThat(lost)
        .isInstanceOf(effect.writes() ? Problem.Unclear.class : Problem.Unavailable.class);
  }
}
