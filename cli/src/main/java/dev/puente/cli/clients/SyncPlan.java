package dev.puente.cli.clients;

import dev.puente.event.v1.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done for a tenant's clients to have contacts.
 *
 * @param asked clients without a linked contact that can get one, by id
 * @param counts the clients of each kind; nothing is asked for the others
 */
record SyncPlan(List<Ask> asked, Map<Kind, Integer> counts) {

  /** Why nothing is asked for a client, or that something is. */
  enum Kind {
    ASK("without a contact"),
    LINKED("have a linked contact"),
    INACTIVE("inactive"),
    NO_PHONE("no phone with a key"),
    SHARED("phone of several clients"),
    MADE("made of a contact that is gone"),
    UNREAD("not read by the matcher yet");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A contact that is wanted.
   *
   * @param phoneKey the phone that a contact is created with: the first that has a key, when it is
   *     the client's own, else another own one
   * @param otherPhoneKeys more phones of the client's own, which a contact may have already
   * @param address what is known of the client's first phone
   */
  record Ask(String clientId, String phoneKey, List<String> otherPhoneKeys, Address address) {
    /** The phone as typed; null when that is another one. */
    @Nullable String phoneRaw() {
      return phoneKey.equals(SyncPlan.phoneKey(address)) ? address.getPhoneRaw() : null;
    }
  }

  /** A plan for what the topics hold. */
  static SyncPlan of(TenantSnapshot snapshot) {
    List<Ask> asked = new ArrayList<>();
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    Map<String, SortedSet<String>> own = snapshot.ownPhones();
    new TreeMap<>(snapshot.clients())
        .forEach(
            (id, client) -> {
              SortedSet<String> phones = own.getOrDefault(id, Collections.emptySortedSet());
              Address address = snapshot.addresses().get(id);
              Kind kind = kind(id, client, phones, snapshot);
              counts.merge(kind, 1, Integer::sum);
              if (kind == Kind.ASK && address != null) {
                asked.add(ask(id, phones, address));
              }
            });
    return new SyncPlan(asked, counts);
  }

  int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  private static Ask ask(String id, SortedSet<String> phones, Address address) {
    String first = phoneKey(address);
    String chosen = first != null && phones.contains(first) ? first : phones.first();
    return new Ask(
        id, chosen, phones.stream().filter(key -> !key.equals(chosen)).toList(), address);
  }

  private static Kind kind(
      String id,
      TenantSnapshot.Standing client,
      SortedSet<String> ownPhones,
      TenantSnapshot snapshot) {
    if (client == TenantSnapshot.Standing.INACTIVE) {
      return Kind.INACTIVE;
    }
    if (snapshot.linkedClients().contains(id)) {
      return Kind.LINKED;
    }
    if (client == TenantSnapshot.Standing.MADE) {
      return Kind.MADE;
    }
    Address address = snapshot.addresses().get(id);
    if (address == null) {
      return Kind.UNREAD;
    }
    String key = phoneKey(address);
    if (key == null) {
      return Kind.NO_PHONE;
    }
    if (!ownPhones.isEmpty()) {
      return Kind.ASK;
    }
    return snapshot.phones().containsKey(key) ? Kind.SHARED : Kind.UNREAD;
  }

  private static @Nullable String phoneKey(@Nullable Address address) {
    String text = address == null ? null : address.getAddress();
    return text != null && text.startsWith("phone/") ? text.substring("phone/".length()) : null;
  }
}
