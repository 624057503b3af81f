package dev.puente.sandbox.chatwoot;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.driver.Driver.Inbox;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running simulator with one account, a WhatsApp and an API inbox and an administrator's client.
 */
final class SimClinic implements AutoCloseable {

  final ChatwootSimulator simulator;
  final SimClient client;
  final long account;
  final long userId;
  final Inbox whatsapp;
  final Inbox api;
  final String path;

  SimClinic(SimulatorSettings settings) throws IOException {
    simulator = ChatwootSimulator.start(settings);
    account = simulator.driver().createAccount("Clinic");
    var access = simulator.driver().createAdministrator(account, "Bridge", null);
    userId = access.userId();
    client = new SimClient(simulator.baseUrl(), access.token());
    whatsapp = simulator.driver().createInbox(account, "Channel::Whatsapp", "WhatsApp", null);
    api = simulator.driver().createInbox(account, "Channel::Api", "API", null);
    path = "/api/v1/accounts/" + account;
  }

  long contact(String phone) throws IOException {
    ObjectNode body = Json.object().put("name", "Ana").put("phone_number", phone);
    return ok(client.post(path + "/contacts", body)).json().at("/payload/contact/id").asLong();
  }

  long conversation(long contact, long inbox) throws IOException {
    ObjectNode body = Json.object().put("contact_id", contact).put("inbox_id", inbox);
    return ok(client.post(path + "/conversations", body)).json().path("id").asLong();
  }

  Answer say(long conversation, String text) throws IOException {
    return client.post(messages(conversation), Json.object().put("content", text));
  }

  String messages(long conversation) {
    return path + "/conversations/" + conversation + "/messages";
  }

  static Answer ok(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError("status " + answer.status() + " " + answer.text());
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
