package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.ingest.publish.PublishException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventPublisherTest {
  private static final Duration LONG = Duration.ofHours(1);

  /** A broker that goes away when it was looked at so many times. */
  private static final class Leaving implements EventPublisher {
    private int looks;

    Leaving(int looks) {
      this.looks = looks;
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      return new CompletableFuture<>();
    }

    @Override
    public boolean reachable() {
      return looks-- > 0;
    }
  }

  @Test
  @Timeout(60)
  void shouldNotWaitForABrokerThatIsKnownToBeAway() {
    // given
    Leaving leaving = new Leaving(3);

    // then
    assertThatThrownBy(() -> leaving.awaitReachable(new CompletableFuture<>(), LONG))
        .isInstanceOfSatisfying(
            PublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  @Test
  @Timeout(60)
  void shouldEndWithTheRecord() {
    // given
    CompletableFuture<Void> written = new CompletableFuture<>();
    CompletableFuture<Void> failed = new CompletableFuture<>();
    Leaving staying = new Leaving(Integer.MAX_VALUE);
    Thread.ofVirtual().start(() -> written.complete(null));
    Thread.ofVirtual()
        .start(() -> failed.completeExceptionally(new PublishException(Reason.TOO_LARGE)));

    // when
    staying.awaitReachable(written, LONG);

    // then
    assertThatThrownBy(() -> staying.awaitReachable(failed, LONG))
        .isInstanceOfSatisfying(
            PublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void shouldKeepItsLimit() {
    // given
    Leaving staying = new Leaving(Integer.MAX_VALUE);

    // then
    assertThatThrownBy(
            () -> staying.awaitReachable(new CompletableFuture<>(), Duration.ofMillis(250)))
        .isInstanceOf(PublishException.class);
  }
}
