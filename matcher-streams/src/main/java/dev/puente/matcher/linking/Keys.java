package dev.puente.matcher.linking;

import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.schemas.key.TenantKey;

/** Reads record keys; a record whose key and value disagree is given up. */
final class Keys {
  /** Between the parts of store keys; no id may hold it. */
  static final char SEPARATOR = '\u0000';

  /** The character after it: the end of the store keys with a common first part. */
  static final char BEHIND_SEPARATOR = '\u0001';

  private Keys() {}

  /** The key of a record whose value names this tenant and id. */
  static TenantKey checked(String key, String tenant, String id) {
    TenantKey parsed = parse(key);
    if (!parsed.tenant().equals(tenant) || !parsed.id().equals(id)) {
      throw new UnprocessableRecordException("KEY_CONTRADICTS_VALUE");
    }
    return parsed;
  }

  /** A key by itself. */
  static TenantKey parse(String key) {
    try {
      TenantKey parsed = TenantKey.parse(key);
      if (parsed.id().indexOf(SEPARATOR) < 0) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      throw new UnprocessableRecordException("BAD_KEY");
    }
    throw new UnprocessableRecordException("BAD_KEY");
  }

  /** The contact id of a key. */
  static long contactId(TenantKey key) {
    try {
      return Long.parseLong(key.id());
    } catch (NumberFormatException e) {
      throw new UnprocessableRecordException("BAD_KEY");
    }
  }
}
