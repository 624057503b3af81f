package dev.puente.cli.clients;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.schemas.key.TenantKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the topics say about the clients of one tenant; fed record by record, newest last. */
final class TenantSnapshot {
  private static final String CLIENT_RECIPIENT = "client/";
  private static final String PHONE_ADDRESS = "phone/";

  /** What a client is. */
  enum Standing {
    /** Somebody registered it. */
    ACTIVE,
    /** It owns no phone. */
    INACTIVE,
    /** Puente made it of a contact. */
    MADE
  }

  private final String tenant;
  private final Map<String, Standing> standingById = new HashMap<>();
  private final Map<String, Address> addressById = new HashMap<>();
  private final Map<String, ClientPhone> phoneByKey = new HashMap<>();
  private final Map<String, String> clientByContact = new HashMap<>();

  TenantSnapshot(String tenant) {
    this.tenant = tenant;
  }

  void client(String key, @Nullable Client client) {
    put(standingById, id(key), client == null ? null : standing(client));
  }

  private static Standing standing(Client client) {
    if (!client.getActive()) {
      return Standing.INACTIVE;
    }
    return client.getOrigin() == ClientOrigin.CHATWOOT ? Standing.MADE : Standing.ACTIVE;
  }

  void address(String key, @Nullable Address address) {
    String recipient = id(key);
    if (recipient != null && recipient.startsWith(CLIENT_RECIPIENT)) {
      put(addressById, recipient.substring(CLIENT_RECIPIENT.length()), address);
    }
  }

  void phone(String key, @Nullable ClientPhone phone) {
    String address = id(key);
    if (address != null && address.startsWith(PHONE_ADDRESS)) {
      put(phoneByKey, address.substring(PHONE_ADDRESS.length()), phone);
    }
  }

  /**
   * The newest link of a contact.
   *
   * @return the client that is linked now; null: none, or another tenant's contact
   */
  @Nullable String link(String key, @Nullable ContactLink link) {
    String contact = id(key);
    String client = link != null && link.getState() == LinkState.LINKED ? link.getClientId() : null;
    put(clientByContact, contact, client);
    return contact == null ? null : client;
  }

  /** What each client is. */
  Map<String, Standing> clients() {
    return standingById;
  }

  /** The keys of the phones that each client alone owns. */
  Map<String, SortedSet<String>> ownPhones() {
    Map<String, SortedSet<String>> own = new HashMap<>();
    phoneByKey.forEach(
        (key, phone) -> {
          if (!phone.getOverLimit() && phone.getOwners().size() == 1) {
            String owner = phone.getOwners().getFirst().getClientId();
            own.computeIfAbsent(owner, id -> new TreeSet<>()).add(key);
          }
        });
    return own;
  }

  Map<String, Address> addresses() {
    return addressById;
  }

  Map<String, ClientPhone> phones() {
    return phoneByKey;
  }

  Collection<String> linkedClients() {
    return new java.util.HashSet<>(clientByContact.values());
  }

  /** The id of a key of this tenant; null for others. */
  private @Nullable String id(String key) {
    try {
      TenantKey parsed = TenantKey.parse(key);
      return parsed.tenant().equals(tenant) ? parsed.id() : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static <V> void put(Map<String, V> map, @Nullable String key, @Nullable V value) {
    if (key == null) {
      return;
    }
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }
}
