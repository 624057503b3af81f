package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final AtomicLong nanos = new AtomicLong(5);

  @Test
  void shouldLimitEachKeyAndFillUpAgain() {
    // given
    RateLimiter limiter = new RateLimiter(6, nanos::get);
    IntStream.range(0, 6).forEach(i -> assertThat(limiter.waitSeconds("a")).isZero());

    // when
    long wait = limiter.waitSeconds("a");

    // then
    assertThat(wait).isEqualTo(10);
    assertThat(limiter.waitSeconds("b")).isZero();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(limiter.waitSeconds("a")).isZero();
    assertThat(limiter.waitSeconds("a")).isEqualTo(10);
  }

  @Test
  void shouldNotLimitWhenSwitchedOff() {
    // given
    RateLimiter limiter = new RateLimiter(0, nanos::get);

    // then
    assertThat(IntStream.range(0, 1000).mapToLong(i -> limiter.waitSeconds("a")).sum()).isZero();
  }
}
