package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryTimesTest {
  /** The numbers of the design. */
  private static DeliveryTimes times(int deadline, int drain, int lease, int settling, int poll) {
    return new DeliveryTimes(
        Duration.ofSeconds(deadline),
        Duration.ofSeconds(25),
        Duration.ofSeconds(lease),
        Duration.ofSeconds(5),
        Duration.ofSeconds(drain),
        Duration.ofSeconds(settling),
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        Duration.ofMinutes(10),
        Duration.ofSeconds(poll),
        Duration.ofSeconds(10));
  }

  @Test
  void shouldHoldTogetherAsDesigned() {
    // when
    DeliveryTimes designed = times(20, 25, 15, 40, 180);

    // then
    assertThat(designed.longestPollGap()).isLessThan(designed.maxPollInterval());
    assertThat(designed.longestSettling()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void shouldRefuseADrainThatEndsBeforeTheCallsDo() {
    assertThatThrownBy(() -> times(20, 20, 15, 40, 180)).hasMessageContaining("drain must be");
  }

  @Test
  void shouldRefuseASettlingThatAZombieCanOutlive() {
    assertThatThrownBy(() -> times(20, 25, 15, 35, 180))
        .hasMessageContaining("takeover-settling must be longer than commit-lease");
  }

  @Test
  void shouldRefuseALeaseThatOneLostRenewalEnds() {
    assertThatThrownBy(() -> times(20, 25, 10, 40, 180))
        .hasMessageContaining("commit-lease must be");
  }

  @Test
  void shouldRefuseAPollIntervalThatAHandOverExceeds() {
    assertThatThrownBy(() -> times(20, 25, 15, 40, 100))
        .hasMessageContaining("max-poll-interval must be longer");
  }

  @Test
  void shouldRefuseACallThatOutlivesTheLeaseOfItsCommand() {
    assertThatThrownBy(() -> times(25, 30, 15, 60, 180))
        .hasMessageContaining("lease-margin must be");
  }
}
