package dev.puente.notifier.chatwoot;

import static dev.puente.notifier.chatwoot.HttpApiRig.json;
import static dev.puente.notifier.chatwoot.HttpApiRig.problem;
import static dev.puente.notifier.chatwoot.HttpApiRig.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Task.TemplateUse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HttpChatwootApiTest {
  private static final NewMessage MESSAGE = new NewMessage("Hola", "n-1", "puente/acme/n-1", null);
  private static final String CONTACT =
      "{\"payload\":{\"id\":7,\"phone_number\":\"+541123456789\"}}";

  private HttpApiRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new HttpApiRig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void shouldSendTheTokenUnderTheHyphenatedNameBelowTheAccount() {
    // given
    rig.server.then(200, CONTACT);

    // when
    var contact = value(rig.api().contact(7));

    // then
    assertThat(contact.phoneNumber()).isEqualTo("+541123456789");
    assertThat(rig.server.seen())
        .containsExactly(new StubServer.Seen("GET", "/api/v1/accounts/3/contacts/7", "token", ""));
  }

  @Test
  void shouldAskForEachVariantInAConditionOfItsOwnAndReadAllPages() {
    // given
    String full = "{\"id\":1},".repeat(14) + "{\"id\":1}";
    rig.server.then(200, "{\"payload\":[" + full + "]}").then(200, "{\"payload\":[{\"id\":2}]}");

    // when
    var contacts = value(rig.api().contactsWith("phone_number", List.of("+1", "+2")));

    // then
    assertThat(contacts).hasSize(16);
    assertThat(rig.server.seen())
        .extracting(StubServer.Seen::path)
        .containsExactly(
            "/api/v1/accounts/3/contacts/filter?page=1",
            "/api/v1/accounts/3/contacts/filter?page=2");
    JsonNode conditions = json(rig.server.seen().getFirst().body()).path("payload");
    assertThat(conditions.path(0).path("values").toString()).isEqualTo("[\"+1\"]");
    assertThat(conditions.path(0).path("query_operator").asString()).isEqualTo("OR");
    assertThat(conditions.path(1).path("query_operator").isNull()).isTrue();
  }

  @Test
  void shouldRepeatAReadAfterGrowingRests() {
    // given
    rig.server.then(503, "<html>").then(502, "").then(200, CONTACT);

    // when
    var contact = value(rig.api().contact(7));

    // then
    assertThat(contact.id()).isEqualTo(7);
    assertThat(rig.server.seen()).hasSize(3);
    assertThat(rig.rests).hasSize(2).isSorted();
    assertThat(rig.ended)
        .containsExactly("contacts.show Unavailable", "contacts.show Unavailable", "contacts.show");
  }

  @Test
  void shouldGiveAReadUpAfterTheAttempts() {
    // given
    rig.server.then(500, "").then(502, "").then(504, "").then(200, CONTACT);

    // when
    Problem problem = problem(rig.api().contact(7));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(504, "server_error", null));
    assertThat(rig.server.seen()).hasSize(3);
  }

  @Test
  void shouldReadNumbersThatAreWrittenAsText() {
    // given
    rig.server
        .then(200, "{\"payload\":{\"id\":\"7\",\"last_activity_at\":\"1785146400\"}}")
        .then(
            200,
            "{\"payload\":[{\"id\":\"9\",\"message_type\":\"outgoing\","
                + "\"created_at\":\"2026-07-28T10:00:00.000Z\",\"sender\":{\"id\":\"42\",\"type\":\"user\"}}]}");

    // when
    var contact = value(rig.api().contact(7));
    var message = value(rig.api().messages(5, null)).getFirst();

    // then
    assertThat(contact.id()).isEqualTo(7);
    assertThat(contact.lastActivityAt()).isEqualTo(1_785_146_400L);
    assertThat(message.id()).isEqualTo(9);
    assertThat(message.outgoing()).isTrue();
    assertThat(message.createdAt()).isEqualTo(1_785_232_800L);
    assertThat(message.senderId()).isEqualTo(42);
  }

  @Test
  void shouldCallNobodyInsideOurNetworkUnlessAllowed() {
    // given
    rig.connect(false, Duration.ofSeconds(30));

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(null, "target_not_allowed", null));
    assertThat(rig.server.seen()).isEmpty();
  }

  @Test
  void shouldMakeNoCallThatTheGuardRefuses() {
    // given
    rig.refusal = Optional.of(new Problem.Withheld(Problem.Why.LEASE_ENDED));

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(rig.refusal.get());
    assertThat(rig.server.seen()).isEmpty();
    assertThat(rig.ended).isEmpty();
  }

  @Test
  void shouldPutMarkerAndTemplateIntoTheMessage() {
    // given
    rig.server.then(200, "{\"id\":90,\"messages\":[{\"id\":5,\"message_type\":1}]}");
    var template =
        new TemplateUse("shipped", "es_MX", "UTILITY", null, "{\"body\":{\"1\":\"{{x}}\"}}");
    var message = new NewMessage("Hola", "n-1", "puente/acme/n-1", template);

    // when
    value(rig.api().createConversation(new NewConversation(7, 12, "src", message)));

    // then
    JsonNode body = json(rig.server.seen().getFirst().body());
    assertThat(body.path("source_id").asString()).isEqualTo("src");
    JsonNode sent = body.path("message");
    assertThat(sent.path("content_attributes").path("puente_id").asString())
        .isEqualTo("puente/acme/n-1");
    assertThat(sent.path("content_attributes").path("puente_notification_id").asString())
        .isEqualTo("n-1");
    assertThat(sent.path("template_params").path("name").asString()).isEqualTo("shipped");
    assertThat(
            sent.path("template_params").path("processed_params").path("body").path("1").asString())
        .isEqualTo("{{ '{' }}{x}}");
  }

  @Test
  void shouldLeaveOutParametersThatATemplateDoesNotHave() {
    // given
    rig.server.then(200, "{\"id\":5,\"message_type\":1}");
    var message =
        new NewMessage(
            null, "n-1", "puente/acme/n-1", new TemplateUse("hello", "es", null, null, "{}"));

    // when
    value(rig.api().createMessage(90, message));

    // then
    JsonNode body = json(rig.server.seen().getFirst().body());
    assertThat(body.has("content")).isFalse();
    assertThat(body.path("template_params").has("processed_params")).isFalse();
  }
}
