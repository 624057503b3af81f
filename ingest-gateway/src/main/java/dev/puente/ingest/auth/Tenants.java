package dev.puente.ingest.auth;

import dev.puente.schemas.tenant.TenantDirectory;

/** The tenants as they are now; another directory may be there the next time. */
public interface Tenants {
  /** An immutable directory. */
  TenantDirectory current();
}
