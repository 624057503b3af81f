package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationTest {
  private static final String TOPIC = "w4d1nZsKQEyxUHNVyBVbZg";

  @Test
  void shouldReadBackWhatWasWritten() {
    // given
    var reservation = new Reservation(TOPIC, 1234);

    // then
    assertThat(reservation.metadata()).isEqualTo("v1;" + TOPIC + ";1234");
    assertThat(Reservation.parse(reservation.metadata())).contains(reservation);
    assertThat(Reservation.suspectsBelow(reservation.metadata(), TOPIC, 9_999)).isEqualTo(1234);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "v1;x", "v2;" + TOPIC + ";5", "v1;" + TOPIC + ";-5", "v1;;5", "v1;a;5;6"})
  void shouldSuspectEverythingThatIsThereWhenTheMetadataSaysNothing(String metadata) {
    // then
    assertThat(Reservation.suspectsBelow(metadata, TOPIC, 77)).isEqualTo(77);
  }

  @Test
  void shouldNotTrustTheReservationOfARecreatedTopic() {
    // then
    assertThat(Reservation.suspectsBelow("v1;another;5", TOPIC, 77)).isEqualTo(77);
  }
}
