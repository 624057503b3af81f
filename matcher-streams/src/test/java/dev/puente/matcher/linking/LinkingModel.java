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
    if (!seen.contains(key) || phone == null) {
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
