package dev.puente.sandbox.launch;

import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.driver.Driver;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accounts of the simulator and the tenant settings that fit them, made together as an operator
 * would: account, administrator, a WhatsApp and an API inbox, a webhook to the gateway.
 */
public final class SimulatedTenants {
  /**
   * An account.
   *
   * @param accountId its id
   * @param whatsappInbox id of the WhatsApp inbox
   * @param apiInbox id of the API inbox
   * @param apiToken token of the administrator
   */
  public record Account(long accountId, long whatsappInbox, long apiInbox, String apiToken) {}

  /**
   * How a tenant of the simulator differs from others.
   *
   * @param switches what it switches on
   */
  public record Wish(
      String tenant,
      String name,
      String region,
      String zone,
      String locale,
      boolean whatsappFirst,
      List<TenantConfig.Switch> switches) {
    /** All switches off. */
    public Wish(
        String tenant,
        String name,
        String region,
        String zone,
        String locale,
        boolean whatsappFirst) {
      this(tenant, name, region, zone, locale, whatsappFirst, List.of());
    }
  }

  private final ChatwootSimulator simulator;
  private final String gatewayUrl;
  private final Map<String, Account> accounts = new HashMap<>();

  /** Accounts of this simulator whose webhooks go to the gateway at that URL. */
  public SimulatedTenants(ChatwootSimulator simulator, String gatewayUrl) {
    this.simulator = simulator;
    this.gatewayUrl = gatewayUrl;
  }

  /** Makes the account and returns the settings of its tenant in the form of tenants.yml. */
  public ObjectNode add(Wish wish) {
    Driver driver = simulator.driver();
    long id = driver.createAccount(wish.name());
    Driver.Access admin = driver.createAdministrator(id, "Puente", null);
    Driver.Inbox whatsapp = driver.createInbox(id, "Channel::Whatsapp", "WhatsApp", null);
    Driver.Inbox api = driver.createInbox(id, "Channel::Api", "Notificaciones", null);
    Driver.Webhook webhook =
        driver.createWebhook(
            id, gatewayUrl + "/api/webhooks/chatwoot/" + wish.tenant(), List.of(), null);
    accounts.put(wish.tenant(), new Account(id, whatsapp.id(), api.id(), admin.token()));

    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("base_url", simulator.baseUrl().toString());
    settings.put("account_id", id);
    var inboxes = settings.putArray("inboxes");
    inboxes
        .addObject()
        .put("id", whatsapp.id())
        .put("channel", "whatsapp")
        .put("notify", wish.whatsappFirst());
    inboxes
        .addObject()
        .put("id", api.id())
        .put("channel", "api")
        .put("identifier", api.identifier())
        .put("notify", !wish.whatsappFirst());
    settings.put("api_token", admin.token());
    settings.putArray("webhook_secrets").add(webhook.secret());
    settings.put("hmac_token", api.hmacToken());
    settings.put("region", wish.region());
    settings.put("time_zone", wish.zone());
    settings.put("locale", wish.locale());
    wish.switches().forEach(on -> settings.put(on.setting(), true));
    return settings;
  }

  /**
   * Moves the ids of contacts, messages and conversations up, as a database that lived on would:
   * what Kafka remembers of an earlier simulator must not mean somebody else now.
   */
  void startIdsAt(String tenant, long first) {
    Driver driver = simulator.driver();
    for (Ids.Table table :
        List.of(
            Ids.Table.CONTACT,
            Ids.Table.CONTACT_INBOX,
            Ids.Table.CONVERSATION,
            Ids.Table.MESSAGE)) {
      driver.nextId(table, first);
    }
    driver.nextDisplayId(account(tenant).accountId(), first);
  }

  /** The account of a tenant; {@link NullPointerException} when it was not made here. */
  public Account account(String tenant) {
    return Objects.requireNonNull(accounts.get(tenant), "no account of tenant " + tenant);
  }
}
