package dev.puente.matcher.notifying.processor;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What somebody must look at: {@code puente.notifying.duplicates} (two messages of one occurrence
 * exist in Chatwoot), {@code puente.notifying.suspensions} (Chatwoot refuses a tenant) and {@code
 * puente.notifying.shared.phones} (Chatwoot refuses a contact that shares its phone number with
 * another one; counted at each try), each by tenant. Thread-safe.
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

  void sharedPhone(String tenant) {
    registry.counter("puente.notifying.shared.phones", TENANT, tenant).increment();
  }

  void suspended(String tenant) {
    registry.counter("puente.notifying.suspensions", TENANT, tenant).increment();
  }
}
