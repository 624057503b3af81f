package dev.puente.matcher.linking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Linking in a page: who owns what, who showed what, and what follows from it. */
final class LinkingModel {
  private final Map<String, Set<String>> phonesOfClients = new TreeMap<>();
  private final Map<String, String> senders = new HashMap<>();
  private final Map<String, @Nullable String> numbers = new HashMap<>();
  private final Map<String, @Nullable String> manual = new HashMap<>();
  private final Map<String, List<String>> blocked = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final int ownerLimit;

  LinkingModel(int ownerLimit) {
    this.ownerLimit = ownerLimit;
  }

  void client(String tenant, String id, List<String> phoneKeys, boolean active) {
    phonesOfClients.put(tenant + ":" + id, active ? Set.copyOf(phoneKeys) : Set.of());
  }

  void erase(String tenant, String id) {
    phonesOfClients.remove(tenant + ":" + id);
  }

  void sender(String tenant, long contact, String phoneKey) {
    seen.add(tenant + ":" + contact);
    senders.put(tenant + ":" + contact, phoneKey);
  }

  void number(String tenant, long contact, @Nullable String phoneKey) {
    seen.add(tenant + ":" + contact);
    numbers.put(tenant + ":" + contact, phoneKey);
  }

  /** The contact is gone from Chatwoot: nothing is known of it any more. */
  void gone(String tenant, long contact) {
    String key = tenant + ":" + contact;
    seen.remove(key);
    senders.remove(key);
    numbers.remove(key);
  }

  boolean overridden(String tenant, long contact) {
    return manual.containsKey(tenant + ":" + contact);
  }

  boolean knows(String tenant, long contact) {
    return seen.contains(tenant + ":" + contact);
  }

  /** The tenant's block list. */
  void blocked(String tenant, List<String> phoneKeys) {
    blocked.put(tenant, List.copyOf(phoneKeys));
  }

  /** The client whose data the contact shows: the linked one, when it is known. */
  @Nullable String shown(String tenant, long contact) {
    String client = linked(tenant, contact);
    return client != null && phonesOfClients.containsKey(tenant + ":" + client) ? client : null;
  }

  void override(String tenant, long contact, @Nullable String client) {
    manual.put(tenant + ":" + contact, client);
  }

  void withdraw(String tenant, long contact) {
    manual.remove(tenant + ":" + contact);
  }

  /** The client that the contact is linked to; null: none. */
  @Nullable String linked(String tenant, long contact) {
    String key = tenant + ":" + contact;
    if (manual.containsKey(key)) {
      return manual.get(key);
    }
    String phone = senders.containsKey(key) ? senders.get(key) : numbers.get(key);
    if (!seen.contains(key)
        || phone == null
        || blocked.getOrDefault(tenant, List.of()).contains(phone)) {
      return null;
    }
    List<String> owners =
        phonesOfClients.entrySet().stream()
            .filter(e -> e.getKey().startsWith(tenant + ":") && e.getValue().contains(phone))
            .map(e -> e.getKey().substring(tenant.length() + 1))
            .toList();
    return owners.size() == 1 && owners.size() <= ownerLimit ? owners.getFirst() : null;
  }
}
