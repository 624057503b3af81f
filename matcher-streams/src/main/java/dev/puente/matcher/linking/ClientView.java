package dev.puente.matcher.linking;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.matcher.state.LinkingContactOfClient;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A client with its phone keys and contacts. */
@Component
final class ClientView implements QueryRoute {
  private static final int MAX_CONTACTS = 100;
  private static final String LINKED = LinkState.LINKED.name();

  private final RulesSource source;

  ClientView(Supplier<TenantDirectory> tenants, PhoneKeys phoneKeys) {
    source = new RulesSource(tenants, phoneKeys);
  }

  @Override
  public String path() {
    return "clients/{id}";
  }

  @Override
  public String applicationId() {
    return TopologyNames.APPLICATION_ID;
  }

  @Override
  public String store() {
    return TopologyNames.CLIENT_STORE;
  }

  @Override
  public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
    ReadOnlyKeyValueStore<String, Client> clients = stores.store(TopologyNames.CLIENT_STORE);
    Client client = clients.get(key.text());
    if (client == null) {
      return Optional.empty();
    }
    TenantRules rules = source.now();
    ReadOnlyKeyValueStore<String, LinkingContactOfClient> contacts =
        stores.store(TopologyNames.CLIENT_CONTACT_STORE);
    return Optional.of(
        fields(client)
            .put("phone_keys", phoneKeys(rules, key, client))
            .put("contacts", contacts(key, leftOut(rules, key, client), contacts))
            .map());
  }

  private static Json fields(Client client) {
    return new Json()
        .put("id", client.getClientId())
        .put("first_name", client.getFirstName())
        .put("last_name", client.getLastName())
        .put("name", client.getName())
        .put("email", client.getEmail())
        .put("phones", client.getPhones())
        .put("region", client.getRegion())
        .put("birthday", client.getBirthday())
        .put("locale", client.getLocale())
        .put("time_zone", client.getTimeZone())
        .put("branch_id", client.getBranchId())
        .put("active", client.getActive())
        .put("opt_outs", client.getOptOuts())
        .put("total_appointments", client.getTotalAppointments())
        .put("last_appointment", client.getLastAppointment())
        .put("next_appointment", client.getNextAppointment())
        .put("last_service", client.getLastService())
        .put("changed_at", client.getChangedAt().toString())
        .put("attributes", client.getAttributes())
        .put("origin", origin(client));
  }

  private static @Nullable String origin(Client client) {
    return client.getOrigin() == ClientOrigin.UNKNOWN ? null : client.getOrigin().name();
  }

  /** Names of the attributes that do not fit into a contact. */
  private static List<String> leftOut(TenantRules rules, TenantKey key, Client client) {
    return ClientStates.card(key.tenant(), client, rules).getLeftOut();
  }

  private static List<Map<String, Object>> phoneKeys(
      TenantRules rules, TenantKey key, Client client) {
    String region = ClientStates.region(key.tenant(), client, rules);
    return client.getPhones().stream().map(raw -> phoneKey(rules, raw, region)).toList();
  }

  private static Map<String, Object> phoneKey(TenantRules rules, String raw, String region) {
    Json json = new Json().put("raw", raw);
    return switch (rules.key(raw, region)) {
      case PhoneResult.Key(String value) -> json.put("key", value).map();
      case PhoneResult.NoKey none -> json.put("reason", none.reason().name()).map();
    };
  }

  private static boolean shows(LinkingContactOfClient contact, List<String> leftOut) {
    return LINKED.equals(contact.getState()) && !leftOut.isEmpty();
  }

  private static List<Map<String, Object>> contacts(
      TenantKey key,
      List<String> leftOut,
      ReadOnlyKeyValueStore<String, LinkingContactOfClient> rows) {
    List<Map<String, Object>> contacts = new ArrayList<>();
    try (StringSerializer text = new StringSerializer();
        KeyValueIterator<String, LinkingContactOfClient> found =
            rows.prefixScan(key.text() + Keys.SEPARATOR, text)) {
      while (found.hasNext() && contacts.size() < MAX_CONTACTS) {
        LinkingContactOfClient contact = found.next().value;
        contacts.add(
            new Json()
                .put("contact_id", contact.getContactId())
                .put("state", contact.getState())
                .put("rule", contact.getRule())
                .put("left_out", shows(contact, leftOut) ? leftOut : null)
                .map());
      }
    }
    return contacts;
  }
}
