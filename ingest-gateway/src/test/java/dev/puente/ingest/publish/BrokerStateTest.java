package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrokerStateTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final BrokerState state = new BrokerState(Duration.ofSeconds(1), nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void shouldCountAsAwayAfterFailuresInARowOnly() {
    // when
    state.missed();
    boolean afterOne = state.reachable();
    state.missed();
    boolean afterTwo = state.reachable();
    state.missed();
    state.seen();

    // then
    assertThat(afterOne).isTrue();
    assertThat(afterTwo).isFalse();
    assertThat(state.reachable()).isTrue();
  }

  @Test
  void shouldCountAsAwayWhenNothingUnderWayIsAcknowledged() {
    // given
    pass(10_000);
    state.began();

    // when
    pass(900);
    boolean early = state.reachable();
    state.began();
    pass(101);

    // then
    assertThat(early).isTrue();
    assertThat(state.reachable()).isFalse();
  }

  @Test
  void shouldNotMindSilenceWhileNothingIsUnderWay() {
    // given
    state.began();
    state.acknowledged();

    // when
    pass(60_000);
    boolean idle = state.reachable();
    state.began();

    // then
    assertThat(idle).isTrue();
    assertThat(state.reachable()).isTrue();
  }

  @Test
  void shouldBeBackWithTheFirstAcknowledgement() {
    // given
    state.began();
    state.began();
    pass(1_500);
    boolean silent = state.reachable();

    // when
    state.acknowledged();

    // then
    assertThat(silent).isFalse();
    assertThat(state.reachable()).isTrue();
  }

  @Test
  void shouldLetTheNextRecordTryWhenAllUnderWayHaveFailed() {
    // given
    state.began();
    pass(1_500);

    // when
    state.ended();

    // then
    assertThat(state.reachable()).isTrue();
  }
}
