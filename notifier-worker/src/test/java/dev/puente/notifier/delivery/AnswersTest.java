package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-07-28T10:00:30Z");

  @Test
  void shouldAnswerEachProblem() {
    // then
    assertThat(Answers.of(new Problem.Missing(), NOW).code()).isEqualTo(Answer.Code.REJECTED);
    assertThat(Answers.of(new Problem.Refused(422, Set.of("email", "a")), NOW))
        .isEqualTo(Answer.rejected("refused:a,email", 422));
    assertThat(Answers.of(new Problem.Limited(429, "rate_limited", NOW.plusSeconds(9)), NOW))
        .isEqualTo(Answer.deferred("rate_limited", 429, NOW.plusSeconds(9)));
    assertThat(Answers.of(new Problem.Blocked(401), NOW).code())
        .isEqualTo(Answer.Code.TENANT_BLOCKED);
    assertThat(Answers.of(new Problem.Blocked(404), NOW))
        .isEqualTo(Answer.blocked("account_not_found", 404));
    assertThat(Answers.of(new Problem.Withheld(Problem.Why.EXPIRED), NOW))
        .isEqualTo(Answer.stale("expired"));
    assertThat(Answers.of(new Problem.Unavailable(503, "server_error", null), NOW).notBefore())
        .isAfter(NOW);
    assertThat(Answers.of(new Problem.Unclear(null, "timeout"), NOW))
        .isEqualTo(Answer.ambiguous("timeout", null));
    assertThat(Answers.of(new Problem.Withheld(Problem.Why.LEASE_ENDED), NOW).code())
        .isEqualTo(Answer.Code.STALE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Code.class,
      names = {"DEFERRED", "STALE", "TENANT_BLOCKED"})
  void shouldKeepASuspicionThatTheAnswerDoesNotClear(Answer.Code code) {
    // given
    Answer answer = new Answer(code, false, null, null, null, Answer.Place.UNKNOWN, null, null);

    // then
    assertThat(answer.keepingSuspicion(true).stillSuspect()).isTrue();
    assertThat(answer.keepingSuspicion(false).stillSuspect()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Code.class,
      names = {"SENT", "FOUND", "REJECTED"})
  void shouldEndASuspicionWithAFinalAnswer(Answer.Code code) {
    // given
    Answer answer = new Answer(code, true, null, null, null, Answer.Place.UNKNOWN, null, null);

    // then
    assertThat(answer.keepingSuspicion(true).stillSuspect()).isFalse();
  }
}
