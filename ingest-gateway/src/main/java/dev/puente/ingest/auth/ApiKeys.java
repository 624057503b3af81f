package dev.puente.ingest.auth;

import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller of a key. Keys are compared as SHA-256 values, all of them for every request, so
 * that the time tells nothing about which tenant or key exists.
 */
public final class ApiKeys {
  private static final String SCHEME = "Bearer ";
  private static final String HASHED = "sha256:";
  private static final int KEY_LIMIT = 512;

  private record Entry(byte[] hash, Caller caller) {}

  private record Index(TenantDirectory of, List<Entry> entries) {}

  private final Tenants tenants;
  private volatile Index index;

  /**
   * Indexes the keys of all tenants; again whenever the directory is another one.
   *
   * @throws IllegalArgumentException when two tenants share a key, or a hash is not one
   */
  public ApiKeys(Tenants tenants) {
    this.tenants = tenants;
    this.index = index(tenants.current());
  }

  /** The caller that an {@code Authorization} header proves. */
  public Optional<Caller> caller(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > KEY_LIMIT
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] hash = sha256(authorization.substring(SCHEME.length()).strip());
    Caller found = null;
    for (Entry entry : currentIndex().entries()) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = entry.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  @SuppressWarnings("ReferenceEquality") // the same directory object means nothing was reloaded
  private Index currentIndex() {
    TenantDirectory directory = tenants.current();
    Index known = index;
    if (known.of() == directory) {
      return known;
    }
    Index fresh = index(directory);
    index = fresh;
    return fresh;
  }

  private static Index index(TenantDirectory directory) {
    List<Entry> entries = new ArrayList<>();
    for (TenantConfig tenant : directory.all()) {
      for (TenantConfig.ApiKey key : tenant.apiKeys()) {
        byte[] hash = hashOf(tenant, key.key().reveal());
        String name = "key-" + HexFormat.of().formatHex(hash, 0, 4);
        for (Entry other : entries) {
          if (MessageDigest.isEqual(other.hash(), hash)) {
            throw new IllegalArgumentException(
                "tenants." + tenant.id() + ".api_keys holds a key that is there twice: " + name);
          }
        }
        entries.add(new Entry(hash, new Caller(tenant, key.scopes(), name)));
      }
    }
    return new Index(directory, List.copyOf(entries));
  }

  private static byte[] hashOf(TenantConfig tenant, String key) {
    if (!key.startsWith(HASHED)) {
      return sha256(key);
    }
    try {
      byte[] hash = HexFormat.of().parseHex(key.substring(HASHED.length()));
      if (hash.length == 32) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one message for both; the text is not repeated.
    }
    throw new IllegalArgumentException(
        "tenants." + tenant.id() + ".api_keys: sha256: must be followed by 64 hex digits");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
