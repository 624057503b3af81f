package dev.puente.matcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplacementBudgetTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ReplacementBudget budget = new ReplacementBudget(2, now::get);

  @Test
  void shouldGiveOnlySoManyReplacementsWithinTheWindow() {
    // given
    budget.take();
    budget.take();

    // when
    boolean third = budget.take();
    now.set(now.get().plus(Duration.ofMinutes(11)));
    boolean later = budget.take();

    // then
    assertThat(third).isFalse();
    assertThat(later).isTrue();
  }
}
