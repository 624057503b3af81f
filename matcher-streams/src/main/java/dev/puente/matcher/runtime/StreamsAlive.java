package dev.puente.matcher.runtime;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** DOWN only when an application has stopped for good: a restoring instance must not be killed. */
public final class StreamsAlive implements HealthIndicator {
  private final StreamsRunner runner;

  /** Liveness of what this runner runs. */
  public StreamsAlive(StreamsRunner runner) {
    this.runner = runner;
  }

  @Override
  public Health health() {
    boolean dead = runner.states().values().stream().anyMatch(StreamsHealth::dead);
    return dead ? Health.down().build() : Health.up().build();
  }
}
