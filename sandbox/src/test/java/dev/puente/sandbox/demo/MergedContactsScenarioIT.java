package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.SimulatedTenants.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Agents merge contacts, and nobody tells Puente. */
@ExtendWith(SharedPuente.class)
class MergedContactsScenarioIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void until(String what, Callable<Boolean> seen) {
    await(what).atMost(LIMIT).until(seen);
  }

  /** A call of an agent to Chatwoot. */
  private static JsonNode post(EmbeddedPuente puente, String path, ObjectNode body)
      throws IOException, InterruptedException {
    Account account = puente.accounts().account(Demo.AR);
    String base = puente.simulator().baseUrl().toString().replaceAll("/$", "");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(base + "/api/v1/accounts/" + account.accountId() + "/" + path))
            .timeout(Duration.ofSeconds(30))
            .header("api-access-token", account.apiToken())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try (HttpClient agent = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = agent.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }
  }

  private static long contact(EmbeddedPuente puente, String phone) throws Exception {
    ObjectNode fields = object().put("name", "Mora").put("phone_number", phone);
    JsonNode made = post(puente, "contacts", fields);
    return made.path("payload").path("contact").path("id").asLong(0);
  }

  private static Map<String, Object> attributes(World world, long contact) {
    return world.far().contact(Demo.AR, contact).map(Contact::customAttributes).orElse(Map.of());
  }

  private static boolean refused(EmbeddedPuente puente, long contact) {
    return puente.simulator().journal().requests().stream()
        .anyMatch(
            r ->
                r.path().endsWith("/contacts/" + contact)
                    && Integer.valueOf(422).equals(r.status()));
  }

  private static JsonNode merge(EmbeddedPuente puente, long stays, long gone) throws Exception {
    return post(
        puente,
        "actions/contact_merge",
        object().put("base_contact_id", stays).put("mergee_contact_id", gone));
  }

  private static ObjectNode client(String phone, String attribute, String value) {
    ObjectNode client = object();
    client.putArray("phones").add(phone);
    client.putObject("attributes").put(attribute, value);
    return client;
  }

  @Test
  void shouldClearTheDataOfAClientThatAMergeBroughtToAContactOfSomebodyElse(
      World world, EmbeddedPuente puente) throws Exception {
    // given
    long gone = contact(puente, "+541149600001");
    long stays = contact(puente, "+541149600002");
    ObjectNode client = object();
    client.putArray("phones").add("11 4960-0001");
    client.putObject("attributes").put("plan", "gold");
    world.put(Demo.AR, "mg-1", client);
    until("the client's data", () -> attributes(world, gone).containsKey("plan"));
    until(
        "the other one is decided",
        () ->
            world
                .get(Demo.AR, "/api/contacts/" + stays + "/link")
                .body()
                .path("state")
                .asString("")
                .equals("UNMATCHED"));
    ObjectNode edit = object();
    edit.putObject("custom_attributes").put("color", "blue");
    Account account = puente.accounts().account(Demo.AR);
    puente.simulator().driver().editContact(account.accountId(), stays, edit);

    // when
    JsonNode merged = merge(puente, stays, gone);

    // then
    assertThat(merged.path("custom_attributes").path("plan").asString("")).isEqualTo("gold");
    until("what was the client's is gone", () -> !attributes(world, stays).containsKey("plan"));
    assertThat(attributes(world, stays)).isEqualTo(Map.of("color", "blue"));
  }

  @Test
  void shouldShowTheDataOfOneClientOnlyWhenContactsOfTwoClientsAreMerged(
      World world, EmbeddedPuente puente) throws Exception {
    // given
    world.put(Demo.AR, "mg-2", client("11 4960-0003", "plan", "gold"));
    world.put(Demo.AR, "mg-3", client("11 4960-0004", "debt", "much"));
    long stays = world.far().writesOnWhatsapp(Demo.AR, "5491149600003", "Mora", "Hola");
    long gone = world.far().writesOnWhatsapp(Demo.AR, "5491149600004", "Mora", "Hola");
    until("the data of the one", () -> attributes(world, stays).containsKey("plan"));
    until("the data of the other", () -> attributes(world, gone).containsKey("debt"));

    // when
    JsonNode merged = merge(puente, stays, gone).path("custom_attributes");

    // then
    assertThat(merged.has("plan") && merged.has("debt")).isTrue();
    until("the client who wrote there last", () -> !attributes(world, stays).containsKey("plan"));
    assertThat(attributes(world, stays))
        .containsEntry("client_id", "mg-3")
        .containsEntry("debt", "much");
  }

  @Test
  @Tag("heavy") // the first repetition comes after a minute
  void shouldWriteAfterTheMergeWhatWasRefusedWhileTwoContactsHadOnePhone(
      World world, EmbeddedPuente puente) throws Exception {
    // given
    long stays = contact(puente, "+541149600005");
    world.put(Demo.AR, "mg-5", client("11 4960-0005", "plan", "gold"));
    until("the client's data", () -> attributes(world, stays).containsKey("plan"));
    Account account = puente.accounts().account(Demo.AR);
    long twin =
        puente
            .simulator()
            .rareEvents()
            .duplicatePhone(account.accountId(), "Mora", "+541149600005");

    // when
    world.put(Demo.AR, "mg-5", client("11 4960-0005", "plan", "silver"));
    until("a refusal of Chatwoot", () -> refused(puente, stays));
    Object whileShared = attributes(world, stays).get("plan");
    merge(puente, stays, twin);

    // then
    assertThat(whileShared).isEqualTo("gold");
    await("what was refused")
        .atMost(LIMIT.plus(LIMIT))
        .until(() -> "silver".equals(attributes(world, stays).get("plan")));
  }
}
