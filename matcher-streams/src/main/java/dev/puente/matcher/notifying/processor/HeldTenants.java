package dev.puente.matcher.notifying.processor;

import dev.puente.schemas.tenant.TenantDirectory;
import java.util.function.Supplier;

/**
 * The tenants as they were when the present record or tick began: settings may change at any
 * moment, and what is decided by one must not be carried out by the other. One for each processor;
 * not thread-safe.
 */
final class HeldTenants implements Supplier<TenantDirectory> {
  private final Supplier<TenantDirectory> source;
  private TenantDirectory held;

  HeldTenants(Supplier<TenantDirectory> source) {
    this.source = source;
    this.held = source.get();
  }

  /** A record or a tick begins. */
  void take() {
    held = source.get();
  }

  @Override
  public TenantDirectory get() {
    return held;
  }
}
