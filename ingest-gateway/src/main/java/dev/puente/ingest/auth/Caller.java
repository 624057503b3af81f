package dev.puente.ingest.auth;

import dev.puente.schemas.tenant.TenantConfig;
import java.util.List;

/**
 * Who calls, as proven by a key.
 *
 * @param keyName short fingerprint of the key, fit for records of who did what
 */
public record Caller(TenantConfig tenant, List<String> scopes, String keyName) {
  /** Whether any of these scopes is the key's. */
  public boolean mayAny(Scope... wanted) {
    for (Scope scope : wanted) {
      if (scopes.contains(scope.wire())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "Caller[" + tenant.id() + ", " + keyName + "]";
  }
}
