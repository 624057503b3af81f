package dev.puente.matcher.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * What operators see of the Streams applications: {@code puente.streams.running} (1 or 0), {@code
 * puente.streams.thread.failures} and {@code puente.dead.letters} by reason, each by application.
 */
public final class StreamsMetrics {
  private static final String APPLICATION = "application";

  private final MeterRegistry registry;

  /** Meters in this registry. */
  public StreamsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(String application, BooleanSupplier running) {
    Gauge.builder("puente.streams.running", () -> running.getAsBoolean() ? 1 : 0)
        .tag(APPLICATION, application)
        .register(registry);
  }

  void threadFailed(String application) {
    registry.counter("puente.streams.thread.failures", APPLICATION, application).increment();
  }

  void deadLetter(String application, String reason) {
    registry.counter("puente.dead.letters", APPLICATION, application, "reason", reason).increment();
  }
}
