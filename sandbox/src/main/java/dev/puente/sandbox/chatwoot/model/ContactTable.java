package dev.puente.sandbox.chatwoot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Contacts by id, account, e-mail, phone and identifier. The phone index holds several contacts:
 * the real table has no unique index on it.
 */
public final class ContactTable {

  private record Key(long accountId, String column, String value) {}

  private final Map<Long, TreeMap<Long, ContactRow>> byAccount = new HashMap<>();
  private final Map<Long, ContactRow> byId = new HashMap<>();
  private final Map<Key, List<ContactRow>> index = new HashMap<>();

  public void insert(ContactRow row) {
    byId.put(row.id, row);
    byAccount.computeIfAbsent(row.accountId, id -> new TreeMap<>()).put(row.id, row);
    addKeys(row);
  }

  public void remove(ContactRow row) {
    byId.remove(row.id);
    byAccount.getOrDefault(row.accountId, new TreeMap<>()).remove(row.id);
    removeKeys(row);
  }

  /** Sets the indexed columns; blank e-mail and identifier are stored as null. */
  public void identify(
      ContactRow row, @Nullable String email, @Nullable String phone, @Nullable String identifier) {
    removeKeys(row);
    row.email = email == null || email.isBlank() ? null : email.toLowerCase(Locale.ROOT);
    row.phone = phone;
    row.identifier = identifier == null || identifier.isBlank() ? null : identifier;
    if (byId.containsKey(row.id)) {
      addKeys(row);
    }
  }

  public @Nullable ContactRow find(long id) {
    return byId.get(id);
  }

  /** Contacts of an account, by id. */
  public Collection<ContactRow> ofAccount(long accountId) {
    return byAccount.getOrDefault(accountId, new TreeMap<>()).values();
  }

  public List<ContactRow> byEmail(long accountId, String email) {
    return lookUp(accountId, "email", email.toLowerCase(Locale.ROOT));
  }

  public List<ContactRow> byPhone(long accountId, String phone) {
    return lookUp(accountId, "phone", phone);
  }

  public List<ContactRow> byIdentifier(long accountId, String identifier) {
    return lookUp(accountId, "identifier", identifier);
  }

  private List<ContactRow> lookUp(long accountId, String column, String value) {
    return List.copyOf(index.getOrDefault(new Key(accountId, column, value), List.of()));
  }

  private void addKeys(ContactRow row) {
    keys(row).forEach(key -> index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row));
  }

  private void removeKeys(ContactRow row) {
    for (Key key : keys(row)) {
      List<ContactRow> rows = index.get(key);
      if (rows != null && rows.remove(row) && rows.isEmpty()) {
        index.remove(key);
      }
    }
  }

  private static List<Key> keys(ContactRow row) {
    List<Key> keys = new ArrayList<>(3);
    addKey(keys, row.accountId, "email", row.email);
    addKey(keys, row.accountId, "phone", row.phone);
    addKey(keys, row.accountId, "identifier", row.identifier);
    return keys;
  }

  private static void addKey(
      List<Key> keys, long accountId, String column, @Nullable String value) {
    if (!Objects.requireNonNullElse(value, "").isBlank()) {
      keys.add(new Key(accountId, column, Objects.requireNonNull(value)));
    }
  }
}
