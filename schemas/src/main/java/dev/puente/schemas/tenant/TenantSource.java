package dev.puente.schemas.tenant;

import java.util.function.Supplier;

/**
 * The tenants as they are now; another directory may be there the next time. Whoever works on one
 * thing asks once for it, and never mixes two answers.
 */
@FunctionalInterface
public interface TenantSource extends Supplier<TenantDirectory> {
  /**
   * The tenants as their source holds them at this moment, as far as it may be read again already.
   * May read files: not for threads that must not wait.
   */
  default TenantDirectory fresh() {
    return get();
  }
}
