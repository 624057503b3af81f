package dev.puente.matcher.linking;

import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the settings of a tenant mean for linking. An unknown tenant has the defaults. */
final class TenantRules {
  private final Supplier<TenantDirectory> tenants;
  private final PhoneKeys phoneKeys;

  TenantRules(Supplier<TenantDirectory> tenants, PhoneKeys phoneKeys) {
    this.tenants = tenants;
    this.phoneKeys = phoneKeys;
  }

  /** A phone with more owners is no identity. */
  int ownerLimit(String tenant) {
    return tenants
        .get()
        .find(tenant)
        .map(TenantConfig::ownerLimit)
        .orElse(TenantConfig.DEFAULT_OWNER_LIMIT);
  }

  /** The tenant's region; empty for none. */
  String region(String tenant) {
    return tenants.get().find(tenant).map(TenantConfig::region).orElse("");
  }

  /** Whether interactions may hold the text of messages. */
  boolean interactionTextAllowed(String tenant) {
    return tenants
        .get()
        .find(tenant)
        .map(config -> config.has(TenantConfig.Switch.INTERACTION_TEXT))
        .orElse(false);
  }

  /** Tells the phone keys that identify nobody. */
  Predicate<String> blocked(String tenant) {
    TenantConfig config = tenants.get().find(tenant).orElse(null);
    if (config == null || config.blockedPhones().isEmpty()) {
      return key -> false;
    }
    return key ->
        config.blockedPhones().stream().anyMatch(raw -> key.equals(keyOf(raw, config.region())));
  }

  /** The key of a typed phone, or the reason. */
  PhoneResult key(String raw, String region) {
    return phoneKeys.key(raw, PhoneSource.region(region));
  }

  /** Whether an inbox needs a source id that we choose. */
  boolean wantsSourceId(String tenant, @Nullable Long inboxId) {
    return inboxId != null
        && tenants
            .get()
            .find(tenant)
            .flatMap(t -> t.inbox(inboxId))
            .map(inbox -> !inbox.phoneBased())
            .orElse(true);
  }

  private @Nullable String keyOf(String raw, String region) {
    return key(raw, region) instanceof PhoneResult.Key key ? key.value() : null;
  }
}
