package dev.puente.matcher.notifying.processor;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What somebody must look at: {@code puente.notifying.duplicates} (two messages of one occurrence
 * exist in Chatwoot) and {@code puente.notifying.suspensions} (Chatwoot refuses a tenant), each by
 * tenant. Thread-safe.
 */
public final class Alarms {
  private static final String TENANT = "tenant";

  private final MeterRegistry registry;

  /** Counters in this registry. */
  public Alarms(MeterRegistry registry) {
    this.registry = registry;
  }

  void duplicate(String tenant) {
    registry.counter("puente.notifying.duplicates", TENANT, tenant).increment();
  }

  void suspended(String tenant) {
    registry.counter("puente.notifying.suspensions", TENANT, tenant).increment();
  }
}
