package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOW = Instant.parse("2026-07-28T10:00:00Z");

  private final Breaker breaker = new Breaker(3, Duration.ofSeconds(5), Duration.ofSeconds(8));

  @Test
  void shouldStopCallsAfterFailuresInARow() {
    // when
    fail(2);
    breaker.succeeded();
    fail(3);

    // then
    assertThat(breaker.closedUntil(NOW)).contains(NOW.plusSeconds(5));
  }

  @Test
  void shouldLetOneCallTryAfterTheRest() {
    // given
    fail(3);
    Instant later = NOW.plusSeconds(5);

    // then
    assertThat(breaker.closedUntil(later)).isEmpty();
    assertThat(breaker.closedUntil(later)).contains(later.plusSeconds(5));
  }

  @Test
  void shouldRestLongerUpToALimitWhenTheTryFails() {
    // given
    fail(3);
    Instant first = NOW.plusSeconds(5);
    assertThat(breaker.closedUntil(first)).isEmpty();

    // when
    breaker.failed(first);

    // then
    assertThat(breaker.closedUntil(first)).contains(first.plusSeconds(8));
  }

  @Test
  void shouldBeginAnewAfterASuccess() {
    // given
    fail(3);
    breaker.succeeded();

    // when
    fail(2);

    // then
    assertThat(breaker.closedUntil(NOW)).isEmpty();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(NOW);
    }
  }
}
