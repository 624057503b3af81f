package dev.puente.sandbox.demo;

import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.launch.SimulatedTenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The simulator as far side: contacts through Chatwoot's own API, messages from the journal. */
public final class SimulatedFarSide implements FarSide, AutoCloseable {
  private final ChatwootSimulator simulator;
  private final SimulatedTenants tenants;
  private final GatewayApi api;

  /** Looks at this simulator; its accounts are those made by {@code tenants}. */
  public SimulatedFarSide(ChatwootSimulator simulator, SimulatedTenants tenants) {
    this.simulator = simulator;
    this.tenants = tenants;
    this.api = new GatewayApi(simulator.baseUrl().toString().replaceAll("/$", ""));
  }

  @Override
  public long writesOnWhatsapp(String tenant, String whatsappId, String name, String text) {
    SimulatedTenants.Account account = tenants.account(tenant);
    return simulator
        .driver()
        .whatsapp(account.accountId(), account.whatsappInbox(), whatsappId, name, text)
        .contactId();
  }

  @Override
  public Optional<Contact> contact(String tenant, long contactId) {
    GatewayApi.Answer answer = get(tenant, "/contacts/" + contactId);
    return answer.status() == 200
        ? Optional.of(contact(answer.body().path("payload")))
        : Optional.empty();
  }

  @Override
  public List<Contact> contacts(String tenant) {
    List<Contact> contacts = new ArrayList<>();
    for (int page = 1; page <= 100; page++) {
      JsonNode payload = get(tenant, "/contacts?sort=name&page=" + page).body().path("payload");
      payload.forEach(node -> contacts.add(contact(node)));
      if (payload.size() < 15) {
        break;
      }
    }
    return contacts;
  }

  @Override
  public List<Message> sentTo(String tenant, long contactId) {
    long account = tenants.account(tenant).accountId();
    return simulator.journal().messages().stream()
        .filter(m -> !m.type().equals("incoming"))
        .filter(m -> Objects.equals(m.accountId(), account))
        .filter(m -> Objects.equals(m.contactId(), contactId))
        .map(SimulatedFarSide::message)
        .toList();
  }

  @Override
  public long inbox(String tenant, String channel) {
    SimulatedTenants.Account account = tenants.account(tenant);
    return channel.equals("Channel::Api") ? account.apiInbox() : account.whatsappInbox();
  }

  private GatewayApi.Answer get(String tenant, String path) {
    SimulatedTenants.Account account = tenants.account(tenant);
    return api.getWithToken("/api/v1/accounts/" + account.accountId() + path, account.apiToken());
  }

  private static Message message(MessageCreated created) {
    JsonNode message = created.message();
    String template =
        message.path("additional_attributes").path("template_params").path("name").asString("");
    return new Message(
        created.messageId(),
        Objects.requireNonNull(created.contactId()),
        Objects.requireNonNull(created.conversationId()),
        message.path("inbox_id").asLong(),
        Objects.requireNonNullElse(created.content(), ""),
        template.isEmpty() ? null : template);
  }

  private static Contact contact(JsonNode node) {
    Map<String, Object> attributes = new HashMap<>();
    node.path("custom_attributes")
        .forEachEntry(
            (name, value) ->
                attributes.put(
                    name,
                    value.isBoolean()
                        ? (Object) value.asBoolean()
                        : value.isIntegralNumber() ? (Object) value.asLong() : value.asString()));
    return new Contact(
        node.path("id").asLong(), text(node, "phone_number"), text(node, "identifier"), attributes);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.get(name).asString() : null;
  }

  @Override
  public void close() {
    api.close();
  }
}
