package dev.puente.matcher.linking;

import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they are now. Settings may change at any moment, so whoever works on one record, or
 * on one tick, asks once and stays with the answer. Thread-safe.
 */
final class RulesSource {
  private final Supplier<TenantDirectory> tenants;
  private final PhoneKeys phoneKeys;
  private volatile @Nullable TenantRules latest;

  RulesSource(Supplier<TenantDirectory> tenants, PhoneKeys phoneKeys) {
    this.tenants = tenants;
    this.phoneKeys = phoneKeys;
  }

  /** The present rules; the same object as long as no settings change. */
  @SuppressWarnings("ReferenceEquality") // the same directory object means nothing was read anew
  TenantRules now() {
    TenantDirectory directory = tenants.get();
    TenantRules known = latest;
    if (known != null && known.settings() == directory) {
      return known;
    }
    TenantRules fresh = new TenantRules(directory, phoneKeys);
    latest = fresh;
    return fresh;
  }
}
