package dev.puente.cli.clients;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.ClientPhone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
   * @param address where the client is reached; {@code phone/<key>}
   */
  record Ask(String clientId, String phoneKey, Address address) {}

  /** A plan for what the topics hold. */
  static SyncPlan of(TenantSnapshot snapshot) {
    List<Ask> asked = new ArrayList<>();
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    SortedMap<String, Boolean> clients = new TreeMap<>(snapshot.clients());
    clients.forEach(
        (id, active) -> {
          Kind kind = kind(id, active, snapshot);
          counts.merge(kind, 1, Integer::sum);
          Address address = snapshot.addresses().get(id);
          String key = phoneKey(address);
          if (kind == Kind.ASK && key != null && address != null) {
            asked.add(new Ask(id, key, address));
          }
        });
    return new SyncPlan(asked, counts);
  }

  int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  private static Kind kind(String id, boolean active, TenantSnapshot snapshot) {
    if (!active) {
      return Kind.INACTIVE;
    }
    if (snapshot.linkedClients().contains(id)) {
      return Kind.LINKED;
    }
    Address address = snapshot.addresses().get(id);
    if (address == null) {
      return Kind.UNREAD;
    }
    String key = phoneKey(address);
    if (key == null) {
      return Kind.NO_PHONE;
    }
    ClientPhone owners = snapshot.phones().get(key);
    if (owners == null) {
      return Kind.UNREAD;
    }
    return owners.getOverLimit() || owners.getOwners().size() > 1 ? Kind.SHARED : Kind.ASK;
  }

  private static @Nullable String phoneKey(@Nullable Address address) {
    String text = address == null ? null : address.getAddress();
    return text != null && text.startsWith("phone/") ? text.substring("phone/".length()) : null;
  }
}
