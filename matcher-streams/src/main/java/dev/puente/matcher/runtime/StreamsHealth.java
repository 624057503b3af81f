package dev.puente.matcher.runtime;

import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * UP when every application runs, DOWN when one has stopped for good, OUT_OF_SERVICE while one
 * starts, rebalances or restores.
 */
public final class StreamsHealth implements HealthIndicator {
  private final StreamsRunner runner;

  /** Health of what this runner runs. */
  public StreamsHealth(StreamsRunner runner) {
    this.runner = runner;
  }

  @Override
  public Health health() {
    Map<String, KafkaStreams.State> states = runner.states();
    Health.Builder health = Health.up();
    if (states.values().stream().anyMatch(StreamsHealth::dead)) {
      health.down();
    } else if (states.values().stream().anyMatch(s -> s != KafkaStreams.State.RUNNING)) {
      health.outOfService();
    }
    states.forEach((id, state) -> health.withDetail(id, state.name()));
    return health.build();
  }

  static boolean dead(KafkaStreams.State state) {
    return state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR;
  }
}
