package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AckWaitsTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void shouldEndWithWhatIsWaitedForHoweverThatEnds() throws InterruptedException {
    try (AckWaits waits = new AckWaits(LONG)) {
      // given
      CompletableFuture<Void> written = new CompletableFuture<>();
      CompletableFuture<Void> failed = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> written.complete(null));
      Thread.ofVirtual().start(() -> failed.completeExceptionally(new AssertionError()));

      // then
      assertThat(waits.doneInTime(written)).isTrue();
      assertThat(waits.doneInTime(failed)).isTrue();
      assertThat(waits.doneInTime(CompletableFuture.completedFuture(null))).isTrue();
    }
  }

  @Test
  void shouldKeepTheLimit() throws InterruptedException {
    // given
    Duration limit = Duration.ofMillis(120);
    try (AckWaits waits = new AckWaits(limit)) {
      long begin = System.nanoTime();

      // when
      boolean done = waits.doneInTime(new CompletableFuture<>());

      // then
      assertThat(done).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(limit);
    }
  }

  @Test
  void shouldServeManyAtATime() throws Exception {
    try (AckWaits waits = new AckWaits(Duration.ofSeconds(30));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // given
      List<CompletableFuture<Void>> pending = new ArrayList<>();
      List<Future<Boolean>> ended = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        CompletableFuture<Void> one = new CompletableFuture<>();
        pending.add(one);
        ended.add(threads.submit(() -> waits.doneInTime(one)));
      }

      // when
      pending.reversed().forEach(one -> one.complete(null));

      // then
      for (Future<Boolean> one : ended) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void shouldNotHoldAnInterruptedThreadNorOutliveItsClose() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // given
      AckWaits waits = new AckWaits(LONG);
      Future<Boolean> waiting = threads.submit(() -> waits.doneInTime(new CompletableFuture<>()));

      // when
      Thread.currentThread().interrupt();

      // then
      assertThatThrownBy(() -> waits.doneInTime(new CompletableFuture<>()))
          .isInstanceOf(InterruptedException.class);
      waits.close();
      assertThat(waiting.get()).isFalse();
    }
  }
}
