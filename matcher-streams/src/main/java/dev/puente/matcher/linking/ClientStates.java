package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.matcher.linking.domain.Attributes;
import dev.puente.matcher.linking.domain.ContactMatch;
import dev.puente.matcher.linking.domain.ContentHash;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingClientState;
import dev.puente.matcher.state.LinkingStanding;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives what is published of a client from its record. */
final class ClientStates {
  /** Most names of attributes that did not fit; all are counted. */
  static final int NAMED_LEFT_OUT = 50;

  private static final int LONGEST_NAME = 255;

  private ClientStates() {}

  static @Nullable String displayName(Client client) {
    if (client.getName() != null && !client.getName().isBlank()) {
      return client.getName().strip();
    }
    String joined =
        Stream.of(client.getFirstName(), client.getLastName())
            .filter(part -> part != null && !part.isBlank())
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return joined.isEmpty() ? null : joined;
  }

  static LinkingClientCard card(String tenant, Client client, TenantRules rules) {
    Attributes attributes = attributes(tenant, client, rules);
    boolean keepsNames = rules.keepsContactNames(tenant);
    String name = keepsNames ? null : contactName(client);
    return LinkingClientCard.newBuilder()
        .setAttributes(attributes.values())
        .setHash(hash(attributes, name, keepsNames))
        .setDropped(attributes.leftOut().size())
        .setLeftOut(named(attributes.leftOut()))
        .setName(name)
        .setKeepsNames(keepsNames)
        .build();
  }

  private static String hash(Attributes attributes, @Nullable String name, boolean keepsNames) {
    List<String> more = new ArrayList<>(attributes.leftOut());
    more.add(keepsNames ? "/keeps names" : "/name " + name);
    return ContentHash.of(attributes.values(), more);
  }

  private static @Nullable String contactName(Client client) {
    String name = displayName(client);
    if (name == null || name.length() <= LONGEST_NAME) {
      return name;
    }
    boolean pair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
    return name.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME).stripTrailing();
  }

  /** The first names; a client may have any number of attributes with names of any length. */
  private static List<String> named(List<String> leftOut) {
    return leftOut.stream()
        .limit(NAMED_LEFT_OUT)
        .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME))
        .toList();
  }

  private static Attributes attributes(String tenant, Client client, TenantRules rules) {
    return Attributes.of(
        new Attributes.Source(
            tenant,
            client.getClientId(),
            client.getActive(),
            client.getOrigin() != ClientOrigin.CHATWOOT,
            displayName(client),
            client.getEmail(),
            client.getBirthday(),
            client.getTotalAppointments(),
            client.getLastAppointment(),
            client.getNextAppointment(),
            client.getLastService(),
            client.getAttributes()),
        rules.attributePriority(tenant));
  }

  /**
   * State of a client: its phones and what it is to them; the first phone with a key is the
   * address.
   */
  static LinkingClientState state(String tenant, Client client, TenantRules rules) {
    String region = region(tenant, client, rules);
    Predicate<String> blocked = rules.blocked(tenant);
    SortedSet<String> keys = new TreeSet<>();
    LinkingClientState.Builder state =
        LinkingClientState.newBuilder()
            .setDisplayName(displayName(client))
            .setBranchId(client.getBranchId())
            .setVersion(client.getChangedAt().toEpochMilli())
            .setCardHash("");
    String reason = ContactMatch.NO_PHONE;
    for (String raw : client.getPhones()) {
      switch (rules.key(raw, region)) {
        case PhoneResult.Key(String key) when blocked.test(key) -> reason = ContactMatch.BLOCKED;
        case PhoneResult.Key(String key) -> {
          if (keys.isEmpty()) {
            state.setAddress(dev.puente.schemas.key.Address.ofPhone(key));
            state.setPhoneRaw(raw);
            state.setRegion(region.isEmpty() ? null : region);
          }
          keys.add(key);
        }
        case PhoneResult.NoKey none -> reason = none.reason().name();
      }
    }
    if (keys.isEmpty()) {
      state.setReason(reason);
    }
    return state
        .setRulesVersion(rules.version(tenant))
        .setPhoneKeys(List.copyOf(keys))
        .setStanding(standing(client))
        .build();
  }

  /** What a client is to its phones: only active ones own them. */
  private static LinkingStanding standing(Client client) {
    if (!client.getActive()) {
      return LinkingStanding.INACTIVE;
    }
    return client.getOrigin() == ClientOrigin.CHATWOOT
        ? LinkingStanding.YIELDS
        : LinkingStanding.OWNS;
  }

  static String region(String tenant, Client client, TenantRules rules) {
    String own = client.getRegion();
    return own == null || own.isBlank() ? rules.region(tenant) : own.strip();
  }

  static Address address(String tenant, String clientId, LinkingClientState state) {
    return Address.newBuilder()
        .setTenant(tenant)
        .setRecipient(new Recipient.ByClient(clientId).text())
        .setAddress(state.getAddress())
        .setVersion(state.getVersion())
        .setReason(state.getReason())
        .setClientId(clientId)
        .setDisplayName(state.getDisplayName())
        .setPhoneRaw(state.getPhoneRaw())
        .setRegion(state.getRegion())
        .setBranchId(state.getBranchId())
        .build();
  }
}
