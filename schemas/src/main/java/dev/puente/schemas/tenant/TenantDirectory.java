package dev.puente.schemas.tenant;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tenants at one moment; immutable. */
public final class TenantDirectory {
  private final Map<String, TenantConfig> byId;

  /** A directory of these tenants; ids must be unique. */
  public TenantDirectory(Collection<TenantConfig> tenants) {
    Map<String, TenantConfig> map = new LinkedHashMap<>();
    for (TenantConfig tenant : tenants) {
      if (map.put(tenant.id(), tenant) != null) {
        throw new IllegalArgumentException("tenant " + tenant.id() + " is there twice");
      }
    }
    byId = map;
  }

  /** The tenant of that id. */
  public Optional<TenantConfig> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Tenants of a Chatwoot account; several, since every installation begins with account 1. */
  public List<TenantConfig> ofAccount(long accountId) {
    return byId.values().stream().filter(t -> t.accountId() == accountId).toList();
  }

  /** All tenants in the order of the settings. */
  public List<TenantConfig> all() {
    return List.copyOf(byId.values());
  }
}
