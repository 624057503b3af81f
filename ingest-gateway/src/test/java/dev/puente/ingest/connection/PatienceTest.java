package dev.puente.ingest.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With ten seconds of patience, and a second more for each 1,000 bytes. */
class PatienceTest {
  private static final int RATE = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger lost = new AtomicInteger();
  private final Patience patience =
      new Patience(Duration.ofSeconds(10).toNanos(), RATE, nanos::get, lost::incrementAndGet);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Bytes come, and there are no more for now. */
  private void read(int count) throws SocketTimeoutException {
    patience.read(count);
    patience.read(0);
  }

  private int bytesUntilLost(int bytesPerSecond) {
    for (int i = 0; i < 1_000; i++) {
      try {
        read(bytesPerSecond);
      } catch (SocketTimeoutException e) {
        return i * bytesPerSecond;
      }
      pass(Duration.ofSeconds(1));
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void shouldLoseItWithWhoDrips() {
    assertThat(bytesUntilLost(1)).isBetween(10, 12);
    assertThat(lost).hasValue(1);
  }

  @Test
  void shouldNeverLoseItWithWhoSendsFastEnough() {
    assertThat(bytesUntilLost(RATE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(lost).hasValue(0);
  }

  @Test
  void shouldNotSaveUpForLaterWhatCameFast() throws Exception {
    // given
    read(100 * RATE);

    // then
    assertThat(bytesUntilLost(1)).isBetween(10, 12);
  }

  @Test
  void shouldNotCountTheTimeBeforeARequest() throws Exception {
    // given
    patience.read(0);
    pass(Duration.ofMinutes(1));

    // when
    read(1);
    pass(Duration.ofSeconds(9));

    // then
    assertThatCode(() -> read(1)).doesNotThrowAnyException();
  }

  @Test
  void shouldNotCountTheTimeInWhichTheServerIsBusy() throws Exception {
    for (int i = 0; i < 10; i++) {
      patience.read(1);
      pass(Duration.ofMinutes(1));
    }
    assertThatCode(() -> read(1)).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeWhatIsThereAsAWholeHoweverLate() throws Exception {
    // given
    read(1);
    pass(Duration.ofMinutes(1));

    // when
    patience.read(1);

    // then
    assertThat(lost).hasValue(0);
    assertThatThrownBy(() -> patience.read(0)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void shouldBeWholeAgainAfterAnAnswer() throws Exception {
    // given
    read(1);
    pass(Duration.ofSeconds(9));
    read(1);

    // when
    patience.rest();
    pass(Duration.ofMinutes(1));
    read(1);
    pass(Duration.ofSeconds(9));

    // then
    assertThatCode(() -> read(1)).doesNotThrowAnyException();
  }

  @Test
  void shouldNotMindTheEnd() throws Exception {
    // given
    read(1);
    pass(Duration.ofMinutes(1));

    // then
    assertThatCode(() -> patience.read(-1)).doesNotThrowAnyException();
  }
}
