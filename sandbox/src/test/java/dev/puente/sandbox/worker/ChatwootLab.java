package dev.puente.sandbox.worker;

import dev.puente.sandbox.chatwoot.ChatwootSimulator;
import dev.puente.sandbox.chatwoot.SimulatorSettings;
import dev.puente.sandbox.chatwoot.driver.Driver;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A simulated Chatwoot with one account, an API inbox, a WhatsApp inbox and a website inbox. */
final class ChatwootLab implements AutoCloseable {
  static final String TENANT = "acme";
  static final String TOKEN = "worker-token-of-the-lab-1";

  final ChatwootSimulator simulator;
  final long account;
  final long user;
  final long apiInbox;
  final long whatsappInbox;
  final long websiteInbox;

  ChatwootLab() throws IOException {
    simulator = ChatwootSimulator.start(SimulatorSettings.defaults());
    account = driver().createAccount("Acme");
    user = driver().createAdministrator(account, "Bridge", TOKEN).userId();
    apiInbox = driver().createInbox(account, "Channel::Api", "Portal", null).id();
    whatsappInbox = driver().createInbox(account, "Channel::Whatsapp", "WhatsApp", null).id();
    websiteInbox = driver().createInbox(account, "Channel::WebWidget", "Site", null).id();
  }

  Driver driver() {
    return simulator.driver();
  }

  /** A tenants file that leads here. */
  Path tenantsFile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("tenants.yml"),
        """
        tenants:
          %s:
            base_url: %s
            account_id: %d
            api_token: %s
            region: AR
            inboxes:
              - {id: %d, channel: api, notify: true}
              - {id: %d, channel: whatsapp}
              - {id: %d, channel: website}
        """
            .formatted(
                TENANT,
                simulator.baseUrl(),
                account,
                TOKEN,
                apiInbox,
                whatsappInbox,
                websiteInbox));
  }

  /** Messages with the marker of an occurrence. */
  List<MessageCreated> messages(String occurrence) {
    return simulator.journal().messages().stream()
        .filter(
            m ->
                m.message()
                    .path("content_attributes")
                    .path("puente_id")
                    .asString("")
                    .equals(Commands.marker(occurrence)))
        .toList();
  }

  /** Requests of a method whose path ends like this. */
  List<ApiRequest> requests(String method, String pathEnd) {
    return simulator.journal().requests().stream()
        .filter(r -> r.method().equals(method) && r.path().endsWith(pathEnd))
        .toList();
  }

  /** An agent deletes a message, through the API as the page of Chatwoot does. */
  void delete(long conversationId, long messageId) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/v1/accounts/%d/conversations/%d/messages/%d"
                        .formatted(simulator.baseUrl(), account, conversationId, messageId)))
            .header("api-access-token", TOKEN)
            .DELETE()
            .build();
    try (var http = HttpClient.newHttpClient()) {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("deleting answered " + status);
      }
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
