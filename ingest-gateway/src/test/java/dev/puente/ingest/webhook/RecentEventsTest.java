package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecentEvents recent = new RecentEvents(2, Duration.ofSeconds(10), nanos::get);

  @Test
  void shouldRecogniseWhatWasKeptAShortWhileAgo() {
    // when
    recent.remember("a");

    // then
    assertThat(recent.holds("a")).isTrue();
    assertThat(recent.holds("b")).isFalse();
    nanos.set(Duration.ofSeconds(10).toNanos());
    assertThat(recent.holds("a")).isFalse();
  }

  @Test
  void shouldForgetTheOldestBeyondItsLimit() {
    // given
    recent.remember("a");
    recent.remember("b");
    recent.remember("a");

    // when
    recent.remember("c");

    // then
    assertThat(recent.holds("a")).isTrue();
    assertThat(recent.holds("b")).isFalse();
    assertThat(recent.holds("c")).isTrue();
  }
}
