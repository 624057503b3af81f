package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyPropertyTest {
  @Property
  void shouldNeverShortenADelayNorExceedTheCap(
      @ForAll @IntRange(min = 1, max = 9) int attempt,
      @ForAll @DoubleRange(min = 0, max = 0.99) double first,
      @ForAll @DoubleRange(min = 0, max = 0.99) double second) {
    // given
    var policy = new RetryPolicy(10, Duration.ofMillis(100), Duration.ofSeconds(4));

    // when
    Duration delay = policy.delayAfter(attempt, first);
    Duration next = policy.delayAfter(attempt + 1, second);

    // then
    assertThat(next).isGreaterThanOrEqualTo(delay).isLessThanOrEqualTo(Duration.ofSeconds(4));
    assertThat(delay).isLessThanOrEqualTo(policy.longestTotal());
  }

  @Example
  void shouldRefuseWhatDoesNotEnd() {
    // then
    assertThatThrownBy(() -> new RetryPolicy(11, Duration.ofMillis(1), Duration.ofSeconds(1)))
        .hasMessageContaining("attempts must be 1 to 10, was 11");
    assertThatThrownBy(() -> new RetryPolicy(2, Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("first-delay");
  }
}
