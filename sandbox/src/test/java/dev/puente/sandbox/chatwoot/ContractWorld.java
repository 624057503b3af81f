package dev.puente.sandbox.chatwoot;

import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.chatwoot.driver.Driver;
import dev.puente.sandbox.chatwoot.driver.Driver.Written;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.Ids.Table;
import dev.puente.sandbox.chatwoot.webhook.StatusProgress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A simulator in the state that the recorded examples were taken from: account 3 with inboxes 7
 * (WhatsApp), 9 (website) and 12 (API), the users 42 and 15, and, step by step, its contacts and
 * conversations. Ids and times are those of the recordings.
 */
final class ContractWorld implements AutoCloseable {

  static final String TOKEN = "bridge-token";
  static final String AGENT_TOKEN = "agent-token";
  static final String BOT_TOKEN = "bot-token";
  static final long ACCOUNT = 3;
  static final long REQUEST_TIME = 1785236400;

  final MovableClock clock = new MovableClock();
  final ChatwootSimulator simulator;
  final SimClient client;
  final Driver driver;
  final long agent;

  ContractWorld() throws IOException {
    simulator =
        ChatwootSimulator.start(
            SimulatorSettings.defaults()
                .withClock(clock)
                .withSeed(7)
                .withStatusProgress(
                    new StatusProgress(StatusProgress.Until.QUEUED, Duration.ZERO)));
    driver = simulator.driver();
    client = new SimClient(simulator.baseUrl(), TOKEN);
    at(1767614400, 0);
    driver.nextId(Table.ACCOUNT, ACCOUNT);
    driver.createAccount("Acme Support");
    driver.createAccount("Somebody Else");
    driver.nextId(Table.USER, 42);
    driver.createAdministrator(ACCOUNT, "Notification Bridge", TOKEN);
    driver.nextId(Table.USER, 15);
    agent = driver.createAgent(ACCOUNT, "Ana Lima", AGENT_TOKEN, List.of(7L, 9L, 12L)).userId();
    driver.describeUser(42, "Notification Bridge", "bridge@example.com");
    driver.describeUser(15, "Ana", "ana.lima@example.com");
    driver.nextId(Table.USER, 60);
    driver.createAgentBot(ACCOUNT, "Helper", BOT_TOKEN);
    inbox(7, 19, "Channel::Whatsapp", "Acme WhatsApp", Json.object());
    inbox(9, 20, "Channel::WebWidget", "acme.example website", Json.object());
    inbox(
        12,
        21,
        "Channel::Api",
        "Client Portal (API)",
        Json.object()
            .put("identifier", "PORTALINBOXIDENTIFIER000")
            .put("hmac_token", "portal-hmac"));
    driver.defineContactAttributes(ACCOUNT, List.of("client_id"));
    driver.nextId(Table.WEBHOOK, 8);
    driver.nextId(Table.ATTACHMENT, 3310);
    driver.nextId(Table.CONTACT, 4021);
    driver.nextId(Table.CONTACT_INBOX, 5310);
    at(REQUEST_TIME, 0);
  }

  void settle() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(10))
        .until(simulator::isIdle);
  }

  private void inbox(long id, long channelId, String type, String name, ObjectNode fields) {
    driver.nextId(Table.INBOX, id);
    driver.nextId(Table.CHANNEL, channelId);
    driver.createInbox(ACCOUNT, type, name, fields);
  }

  /** Moves the clock once all that happened before has run its course. */
  void at(long epochSecond, int millis) {
    settle();
    clock.set(Instant.ofEpochSecond(epochSecond, millis * 1_000_000L));
  }

  /** Maria exists, with conversation 1184 of the day before; its last message came at 10:07:10. */
  ContractWorld withMaria() {
    at(1785146400, 204);
    driver.nextId(Table.MESSAGE, 90211);
    driver.nextDisplayId(ACCOUNT, 1184);
    maria("Hi, where is my order 7781?");
    driver.editContact(ACCOUNT, 4021, attributes("client_id", "C-10045"));
    at(1785146820, 310);
    driver.nextId(Table.MESSAGE, 90218);
    driver.reply(ACCOUNT, 1184, agent, "Hello Maria! It ships today.", false);
    at(1785146830, 2);
    maria("Great, thanks!");
    return now();
  }

  Written maria(String text) {
    return driver.whatsapp(ACCOUNT, 7, "5511987654321", "Maria Souza", text);
  }

  /** Conversation 1201 is opened by API for Maria, without a message. */
  ContractWorld withOpenedConversation() throws IOException {
    at(REQUEST_TIME, 374);
    driver.nextDisplayId(ACCOUNT, 1201);
    SimClinic.ok(
        client.post(
            "/api/v1/accounts/3/conversations",
            Json.object()
                .put("contact_id", 4021)
                .put("inbox_id", 7)
                .set("custom_attributes", Json.object().put("notification_id", "ntf-5f0c2d"))));
    return now();
  }

  /** Carlos wrote in the API inbox, conversation 1195, with the given message id. */
  ContractWorld withCarlos(long messageId) throws IOException {
    withPortalConversation();
    at(1785147300, 640);
    driver.nextId(Table.MESSAGE, messageId);
    driver.incoming(ACCOUNT, 12, "client-20871", null, "I would like a copy of my contract.");
    return now();
  }

  /** Carlos is known in the API inbox. */
  ContractWorld withPortalContact() throws IOException {
    at(1785147300, 0);
    driver.nextId(Table.CONTACT, 4150);
    SimClinic.ok(
        client.post(
            "/public/api/v1/inboxes/PORTALINBOXIDENTIFIER000/contacts",
            Json.object()
                .put("source_id", "client-20871")
                .put("identifier", "client-20871")
                .put("name", "Carlos Mendes")
                .put("email", "carlos.mendes@example.com")
                .put("phone_number", "+5521976543210")));
    return now();
  }

  /** Carlos has the empty conversation 1195. */
  ContractWorld withPortalConversation() throws IOException {
    withPortalContact();
    at(1785147300, 0);
    driver.nextDisplayId(ACCOUNT, 1195);
    SimClinic.ok(
        client.post(
            "/public/api/v1/inboxes/PORTALINBOXIDENTIFIER000/contacts/client-20871/conversations",
            Json.object().set("custom_attributes", Json.object().put("portal_ticket", "T-88"))));
    return now();
  }

  /** An anonymous visitor, contact 4102, opened conversation 1187 on the website. */
  ContractWorld withVisitor() {
    at(1785147000, 179);
    driver.nextId(Table.CONTACT, 4102);
    driver.nextId(Table.CONTACT_INBOX, 5333);
    driver.nextId(Table.MESSAGE, 90230);
    driver.nextDisplayId(ACCOUNT, 1187);
    driver.incoming(
        ACCOUNT,
        9,
        "f8cf369d-2d88-40b8-9253-887b675a33d3",
        Json.object()
            .put("name", "billowing-night-17")
            .set("additional_attributes", Json.object().put("created_at_ip", "198.51.100.24")),
        "Do you ship to Recife?");
    return now();
  }

  ContractWorld now() {
    at(REQUEST_TIME, 0);
    return this;
  }

  static ObjectNode attributes(String key, String value) {
    return Json.object().set("custom_attributes", Json.object().put(key, value));
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
