package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.publish.AckWindow.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private final List<Result<Integer>> results = new ArrayList<>();
  private final AckWindow<Integer> window = new AckWindow<>(3, Duration.ofMillis(20), results::add);

  @Test
  void shouldGiveResultsInOrderWhateverCompletesFirst() {
    // given
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> second = new CompletableFuture<>();
    window.add(1, first);
    window.add(2, second);

    // when
    second.complete(null);
    List<Result<Integer>> early = List.copyOf(results);
    first.completeExceptionally(new PublishException(PublishException.Reason.UNREACHABLE));
    window.drain();

    // then
    assertThat(early).isEmpty();
    assertThat(results).containsExactly(new Result<>(1, false), new Result<>(2, true));
  }

  @Test
  void shouldNotHoldMoreThanItsSize() {
    // when
    for (int i = 0; i < 5; i++) {
      window.add(i, new CompletableFuture<>());
    }

    // then
    assertThat(results).extracting(Result::of).containsExactly(0, 1, 2);
    assertThat(results).noneMatch(Result::kept);
  }
}
