package dev.puente.ingest.client;

import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.schemas.tenant.TenantConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The public shape of a stored client. */
public final class ClientJson {
  private final Clients clients;
  private final MatcherViews views;
  private final JsonMapper mapper = JsonMapper.builder().build();

  /** Asks the views for the contacts that are linked so far. */
  public ClientJson(Clients clients, MatcherViews views) {
    this.clients = clients;
    this.views = views;
  }

  ObjectNode stored(TenantConfig tenant, ClientData client) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", client.id());
    put(node, "first_name", client.firstName());
    put(node, "last_name", client.lastName());
    put(node, "name", client.name());
    put(node, "email", client.email());
    node.set("phones", mapper.valueToTree(client.phones()));
    put(node, "region", client.region());
    put(node, "birthday", client.birthday());
    put(node, "locale", client.locale());
    put(node, "time_zone", client.timeZone());
    put(node, "branch_id", client.branchId());
    node.put("active", client.active());
    node.set("opt_outs", mapper.valueToTree(client.optOuts()));
    if (client.totalAppointments() != null) {
      node.put("total_appointments", client.totalAppointments());
    }
    put(node, "last_appointment", client.lastAppointment());
    put(node, "next_appointment", client.nextAppointment());
    put(node, "last_service", client.lastService());
    node.set("attributes", mapper.valueToTree(client.attributes()));
    for (Clients.PhoneKey phone : clients.phoneKeys(tenant, client)) {
      ObjectNode entry = node.withArray("phone_keys").addObject().put("raw", phone.raw());
      put(entry, "key", phone.key());
      put(entry, "reason", phone.reason());
    }
    node.withArray("phone_keys");
    node.set("contacts", contacts(tenant, client));
    return node;
  }

  /**
   * Contacts linked so far. The new record needs a moment to have its effect, so this is what was
   * known just before; empty when the matcher can not be asked.
   */
  private JsonNode contacts(TenantConfig tenant, ClientData client) {
    try {
      JsonNode contacts = views.clientQuickly(tenant.id(), client.id()).path("contacts");
      return contacts.isArray() ? contacts : JsonNodeFactory.instance.arrayNode();
    } catch (ProblemException e) {
      return JsonNodeFactory.instance.arrayNode();
    }
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
