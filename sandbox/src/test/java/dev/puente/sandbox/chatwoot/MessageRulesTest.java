package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of messages (CONTRACT 3.9 and 4.5) that the recorded pairs do not show. */
class MessageRulesTest {

  private SimClinic clinic;

  @BeforeEach
  void start() throws IOException {
    clinic = new SimClinic(SimulatorSettings.defaults());
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Test
  void shouldRollEverythingBackWhenTheInlineMessageIsRefused() throws IOException {
    // given
    long contact = clinic.contact("+5491123456789");
    ObjectNode body =
        Json.object()
            .put("contact_id", contact)
            .put("inbox_id", clinic.whatsapp.id())
            .set(
                "message",
                Json.object()
                    .put("content", "x")
                    .set("template_params", Json.object().put("language", "es")));

    // when
    Answer answer = clinic.client.post(clinic.path + "/conversations", body);

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(contactView(contact).path("contact_inboxes")).isEmpty();
    assertThat(
            clinic
                .client
                .get(clinic.path + "/contacts/" + contact + "/conversations")
                .json()
                .path("payload"))
        .isEmpty();
  }

  @Test
  void shouldRefuseParametersThatAreNoObject() throws IOException {
    // given
    long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.whatsapp.id());
    ObjectNode nullParameters = Json.object().put("name", "n").putNull("processed_params");
    ObjectNode listParameters =
        Json.object().put("name", "n").set("processed_params", Json.array());

    // when
    Answer withNull = template(conversation, nullParameters);
    Answer withList = template(conversation, listParameters);
    Answer without = template(conversation, Json.object().put("name", "n"));

    // then
    assertThat(List.of(withNull.status(), withList.status(), without.status()))
        .containsExactly(422, 422, 200);
  }

  @Test
  void shouldFailTheMessageWhenTheTemplateIsNotSynced() throws IOException {
    // given
    ObjectNode known =
        Json.object().put("name", "n").put("language", "es").put("body_parameters", 1);
    ObjectNode templates = Json.object().set("templates", Json.array().add(known));
    clinic.simulator.driver().configureInbox(clinic.account, clinic.whatsapp.id(), templates);
    long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.whatsapp.id());
    ObjectNode body = Json.object().set("body", Json.object().put("1", "Ana"));

    // when
    template(conversation, parameters("n", "es", body));
    template(conversation, parameters("n", "es_MX", body));
    template(conversation, parameters("n", "es", Json.object()));
    settle();

    // then
    List<String> errors =
        clinic
            .client
            .get(clinic.messages(conversation))
            .json()
            .path("payload")
            .valueStream()
            .map(message -> message.at("/content_attributes/external_error").asString(""))
            .toList();
    assertThat(errors.getFirst()).isEmpty();
    assertThat(errors.subList(1, 3)).allMatch(error -> error.startsWith("132000"));
  }

  @Test
  void shouldExpandLiquidInOutgoingText() throws IOException {
    // given
    long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());

    // when
    Answer answer = clinic.say(conversation, "Hi {{contact.name}}, {{ nothing }}{{ '{{' }}");

    // then
    assertThat(answer.json().path("content").asString()).isEqualTo("Hi Ana, {{");
  }

  @Test
  void shouldPageMessagesBeforeAndAfter() throws IOException {
    // given
    long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());
    for (int i = 1; i <= 130; i++) {
      clinic.say(conversation, "m" + i);
    }
    long first = firstId(clinic.messages(conversation) + "?after=0");

    // when
    List<Long> latest = ids(conversation, "");
    List<Long> after = ids(conversation, "?after=" + first);
    List<Long> before = ids(conversation, "?before=" + (first + 50));
    List<Long> between = ids(conversation, "?after=" + first + "&before=" + (first + 120));

    // then
    assertThat(latest).hasSize(20).isSorted().endsWith(first + 129);
    assertThat(after).hasSize(100).isSorted().startsWith(first + 1);
    assertThat(before).hasSize(20).isSorted().endsWith(first + 49);
    assertThat(between).hasSize(120).isSorted().startsWith(first);
  }

  private Answer template(long conversation, ObjectNode parameters) throws IOException {
    ObjectNode body = Json.object().put("content", "t").set("template_params", parameters);
    return clinic.client.post(clinic.messages(conversation), body);
  }

  private static ObjectNode parameters(String name, String language, ObjectNode processed) {
    return Json.object()
        .put("name", name)
        .put("language", language)
        .set("processed_params", processed);
  }

  private JsonNode contactView(long contact) throws IOException {
    return clinic.client.get(clinic.path + "/contacts/" + contact).json().path("payload");
  }

  private long firstId(String path) throws IOException {
    return clinic.client.get(path).json().at("/payload/0/id").asLong();
  }

  private List<Long> ids(long conversation, String query) throws IOException {
    return clinic
        .client
        .get(clinic.messages(conversation) + query)
        .json()
        .path("payload")
        .valueStream()
        .map(message -> message.path("id").asLong())
        .toList();
  }

  private void settle() {
    await().atMost(Duration.ofSeconds(10)).until(clinic.simulator::isIdle);
  }
}
