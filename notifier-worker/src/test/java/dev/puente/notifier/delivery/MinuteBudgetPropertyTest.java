package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MinuteBudgetPropertyTest {
  private static final Instant START = Instant.parse("2026-07-28T10:00:00Z");

  /** The receiver counts what the old and the new owner send in one aligned minute. */
  @Property
  void shouldNeverExceedTheLimitAcrossAHandOver(
      @ForAll @IntRange(min = 2, max = 60) int limit,
      @ForAll @IntRange(min = 1, max = 100) int share,
      @ForAll @LongRange(min = 0, max = 179) long handOverAfterSeconds,
      @ForAll @Size(min = 1, max = 400) List<@LongRange(min = 0, max = 239) Long> calls) {
    // given
    int budget = Math.max(1, limit * share / 100);
    MinuteBudget old = new MinuteBudget(limit, budget);
    MinuteBudget successor = new MinuteBudget(limit, budget);
    Instant handOver = START.plusSeconds(handOverAfterSeconds);
    Map<Long, Integer> counted = new HashMap<>();

    // when
    for (long second : calls.stream().sorted().toList()) {
      Instant now = START.plusSeconds(second);
      boolean taken =
          now.isBefore(handOver)
              ? old.take(now, START.minusSeconds(60))
              : successor.take(now, handOver);
      if (taken) {
        counted.merge(now.getEpochSecond() / 60, 1, Integer::sum);
      }
    }

    // then
    assertThat(counted.values()).allMatch(count -> count <= limit);
  }

  @Property
  void shouldSpendTheWholeBudgetOfAMinuteThatIsOurs(
      @ForAll @IntRange(min = 2, max = 100) int limit) {
    // given
    int budget = limit / 2;
    MinuteBudget tested = new MinuteBudget(limit, budget);
    Instant now = START.plusSeconds(61);
    int taken = 0;

    // when
    while (tested.take(now, START)) {
      taken++;
    }

    // then
    assertThat(taken).isEqualTo(budget);
    assertThat(tested.take(MinuteBudget.nextWindow(now), START)).isTrue();
  }
}
