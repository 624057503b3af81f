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
  private final Map<String, String> phonesOfMade = new TreeMap<>();
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

  /** A client was made of a contact: it owns its phone while no other client does. */
  void made(String tenant, String id, String phoneKey) {
    phonesOfMade.put(tenant + ":" + id, phoneKey);
  }

  void erase(String tenant, String id) {
    phonesOfClients.remove(tenant + ":" + id);
    phonesOfMade.remove(tenant + ":" + id);
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

  /** The client whose data the contact shows: the linked one. */
  @Nullable String shown(String tenant, long contact) {
    return linked(tenant, contact);
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
      String client = manual.get(key);
      return client != null && registered(tenant + ":" + client) ? client : null;
    }
    String phone = phone(tenant, contact);
    List<String> owners = phone == null ? List.of() : owners(tenant, phone);
    return owners.size() == 1 && owners.size() <= ownerLimit ? owners.getFirst() : null;
  }

  /** The phone that identifies the contact; null: none. */
  @Nullable String phone(String tenant, long contact) {
    String key = tenant + ":" + contact;
    String phone = senders.containsKey(key) ? senders.get(key) : numbers.get(key);
    boolean none = phone == null || blocked.getOrDefault(tenant, List.of()).contains(phone);
    return none || !seen.contains(key) ? null : phone;
  }

  /** Active clients that own the phone. */
  List<String> owners(String tenant, String phone) {
    List<String> registered =
        phonesOfClients.entrySet().stream()
            .filter(e -> e.getKey().startsWith(tenant + ":") && e.getValue().contains(phone))
            .map(e -> e.getKey().substring(tenant.length() + 1))
            .toList();
    return registered.isEmpty()
        ? phonesOfMade.entrySet().stream()
            .filter(e -> e.getKey().startsWith(tenant + ":") && e.getValue().equals(phone))
            .map(e -> e.getKey().substring(tenant.length() + 1))
            .toList()
        : registered;
  }

  private boolean registered(String client) {
    return phonesOfClients.containsKey(client) || phonesOfMade.containsKey(client);
  }
}
