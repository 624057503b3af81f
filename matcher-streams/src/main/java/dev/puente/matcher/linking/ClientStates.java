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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives what is published of a client from its record. */
final class ClientStates {
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

  static LinkingClientCard card(String tenant, Client client) {
    Attributes attributes =
        Attributes.of(
            new Attributes.Source(
                tenant,
                client.getClientId(),
                client.getActive(),
                displayName(client),
                client.getEmail(),
                client.getBirthday(),
                client.getTotalAppointments(),
                client.getLastAppointment(),
                client.getNextAppointment(),
                client.getLastService(),
                client.getAttributes()));
    return new LinkingClientCard(
        attributes.values(), ContentHash.of(attributes.values()), attributes.dropped());
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
        .setPhoneKeys(java.util.List.copyOf(keys))
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
