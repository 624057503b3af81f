package dev.puente.schemas.key;

/**
 * A record key {@code tenant:id}. The text is split at the first colon, so {@code id} may hold
 * colons.
 *
 * @param tenant tenant id, {@code [a-z0-9][a-z0-9_-]{0,62}}
 * @param id the part behind the colon, never empty
 */
public record TenantKey(String tenant, String id) {
  private static final int TENANT_LENGTH = 63;

  /** Rejects impossible tenants and empty ids with {@link IllegalArgumentException}. */
  public TenantKey {
    if (!isTenant(tenant)) {
      throw new IllegalArgumentException("not a tenant id");
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("empty id in a record key of tenant " + tenant);
    }
  }

  /** Whether the text is a tenant id. */
  public static boolean isTenant(String text) {
    boolean fits = !text.isEmpty() && text.length() <= TENANT_LENGTH;
    for (int i = 0; fits && i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      fits = plain || i > 0 && (c == '_' || c == '-');
    }
    return fits;
  }

  /**
   * Splits a key.
   *
   * @throws IllegalArgumentException when the text is not a key; the message does not repeat it
   */
  public static TenantKey parse(String key) {
    int colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a record key without colon");
    }
    return new TenantKey(key.substring(0, colon), key.substring(colon + 1));
  }

  /** The key of a contact; {@code tenant:0} stands for "no contact". */
  public static TenantKey ofContact(String tenant, long contactId) {
    return new TenantKey(tenant, Long.toString(contactId));
  }

  /** The key as it is written to topics. */
  public String text() {
    return tenant + ':' + id;
  }

  @Override
  public String toString() {
    return text();
  }
}
