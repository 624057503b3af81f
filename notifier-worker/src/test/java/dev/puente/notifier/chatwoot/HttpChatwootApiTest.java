package dev.puente.notifier.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.RetryPolicy;
import dev.puente.notifier.delivery.Task.TemplateUse;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpChatwootApiTest {
  private static final Instant NOW = Instant.parse("2026-07-28T10:00:30Z");
  private static final NewMessage MESSAGE = new NewMessage("Hola", "n-1", "puente/acme/n-1", null);
  private static final String CONTACT =
      "{\"payload\":{\"id\":7,\"phone_number\":\"+541123456789\"}}";

  private final List<Duration> rests = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private Optional<Problem> refusal = Optional.empty();
  private StubServer server;
  private ChatwootClients clients;

  private final CallGuard guard =
      new CallGuard() {
        @Override
        public Optional<Problem> refusal(Effect effect) {
          return refusal;
        }

        @Override
        public void ended(String operation, @Nullable Problem problem) {
          ended.add(operation + (problem == null ? "" : " " + problem.getClass().getSimpleName()));
        }

        @Override
        public boolean rest(Duration duration) {
          rests.add(duration);
          return true;
        }
      };

  @BeforeEach
  void start() throws IOException {
    server = new StubServer();
    clients = clients(true, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    clients.close();
    server.close();
  }

  @Test
  void shouldSendTheTokenUnderTheHyphenatedNameBelowTheAccount() {
    // given
    server.then(200, CONTACT);

    // when
    var contact = value(api().contact(7));

    // then
    assertThat(contact.phoneNumber()).isEqualTo("+541123456789");
    assertThat(server.seen())
        .containsExactly(new StubServer.Seen("GET", "/api/v1/accounts/3/contacts/7", "token", ""));
  }

  @Test
  void shouldAskForEachVariantInAConditionOfItsOwnAndReadAllPages() {
    // given
    String full = "{\"id\":1},".repeat(14) + "{\"id\":1}";
    server.then(200, "{\"payload\":[" + full + "]}").then(200, "{\"payload\":[{\"id\":2}]}");

    // when
    var contacts = value(api().contactsWith("phone_number", List.of("+1", "+2")));

    // then
    assertThat(contacts).hasSize(16);
    assertThat(server.seen())
        .extracting(StubServer.Seen::path)
        .containsExactly(
            "/api/v1/accounts/3/contacts/filter?page=1",
            "/api/v1/accounts/3/contacts/filter?page=2");
    JsonNode conditions = json(server.seen().getFirst().body()).path("payload");
    assertThat(conditions.path(0).path("values").toString()).isEqualTo("[\"+1\"]");
    assertThat(conditions.path(0).path("query_operator").asString()).isEqualTo("OR");
    assertThat(conditions.path(1).path("query_operator").isNull()).isTrue();
  }

  @Test
  void shouldRepeatAReadAfterGrowingRests() {
    // given
    server.then(503, "<html>").then(502, "").then(200, CONTACT);

    // when
    var contact = value(api().contact(7));

    // then
    assertThat(contact.id()).isEqualTo(7);
    assertThat(server.seen()).hasSize(3);
    assertThat(rests).hasSize(2).isSorted();
    assertThat(ended)
        .containsExactly("contacts.show Unavailable", "contacts.show Unavailable", "contacts.show");
  }

  @Test
  void shouldGiveAReadUpAfterTheAttempts() {
    // given
    server.then(500, "").then(502, "").then(504, "").then(200, CONTACT);

    // when
    Problem problem = problem(api().contact(7));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(504, "server_error", null));
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void shouldNeverRepeatACreate() {
    // given
    server.then(503, "").then(200, "{\"id\":1}");

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(503, "server_error"));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhatBecameOfACreateWhoseConnectionWasCut() {
    // given
    server.thenCut();

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(null, "connection_lost"));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhatBecameOfACreateThatIsNotAnsweredInTime() {
    // given
    CountDownLatch end = new CountDownLatch(1);
    server.then(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    clients.close();
    clients = clients(true, Duration.ofMillis(300));

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));
    end.countDown();

    // then
    assertThat(problem).isInstanceOf(Problem.Unclear.class);
  }

  @Test
  void shouldBoundTheBodyAsWellAsTheHeaders() {
    // given
    CountDownLatch end = new CountDownLatch(1);
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    clients.close();
    clients = clients(true, Duration.ofMillis(300));

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));
    end.countDown();

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(null, "timeout"));
  }

  @Test
  void shouldNotTakeAPageOfAProxyForACreatedMessage() {
    // given
    server.then(200, "<html>welcome</html>");

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(200, "unreadable_answer"));
  }

  @Test
  void shouldKnowThatNothingWasCreatedWhenNobodyListens() {
    // given
    URI nobody = server.url();
    server.close();

    // when
    Problem problem = problem(api(nobody).createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(null, "unreachable", null));
  }

  @Test
  void shouldNotTakeTheNotFoundOfAProxyForThatOfChatwoot() {
    // given
    String gone = "{\"error\":\"Resource could not be found\"}";
    server.then(404, "404 page not found\n").then(404, gone).then(404, "<html>");

    // when
    Problem contact = problem(api().contact(7));
    Problem message = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(contact).isEqualTo(new Problem.Missing());
    assertThat(server.seen()).hasSize(3);
    assertThat(message).isEqualTo(new Problem.Unclear(404, "not_chatwoot"));
  }

  @Test
  void shouldBlockTheTenantWhenItsAccountIsNotThere() {
    // given
    server.then(404, "{\"error\":\"Resource could not be found\"}");

    // when
    Problem problem = problem(api().contactsWith("phone_number", List.of("+1")));

    // then
    assertThat(problem).isEqualTo(new Problem.Blocked(404));
  }

  @Test
  void shouldReadNumbersThatAreWrittenAsText() {
    // given
    server
        .then(200, "{\"payload\":{\"id\":\"7\",\"last_activity_at\":\"1785146400\"}}")
        .then(
            200,
            "{\"payload\":[{\"id\":\"9\",\"message_type\":\"outgoing\","
                + "\"created_at\":\"2026-07-28T10:00:00.000Z\",\"sender\":{\"id\":\"42\",\"type\":\"user\"}}]}");

    // when
    var contact = value(api().contact(7));
    var message = value(api().messages(5, null)).getFirst();

    // then
    assertThat(contact.id()).isEqualTo(7);
    assertThat(contact.lastActivityAt()).isEqualTo(1_785_146_400L);
    assertThat(message.id()).isEqualTo(9);
    assertThat(message.outgoing()).isTrue();
    assertThat(message.createdAt()).isEqualTo(1_785_232_800L);
    assertThat(message.senderId()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 2026-07-28T10:05:30Z",
    "'Tue, 28 Jul 2026 10:04:00 GMT', 2026-07-28T10:04:00Z",
    "5, 2026-07-28T10:01:00Z",
    "soon, 2026-07-28T10:01:00Z",
    "99999999999999999999, 2026-07-28T10:01:00Z",
    "999999999, 2026-07-28T10:15:30Z"
  })
  void shouldWaitAsLongAsALimitSaysWithinReason(String retryAfter, Instant least) {
    // given
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          StubServer.answer(exchange, 429, "");
        });

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.Limited.class,
            limited -> assertThat(limited.notBefore()).isBetween(least, least.plusSeconds(10)));
  }

  @Test
  void shouldWaitForTheNextMinuteWhenTheServerCountsTooMany() {
    // given
    server.then(429, "Retry later\n");

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.Limited.class,
            limited ->
                assertThat(limited.notBefore())
                    .isAfter(Instant.parse("2026-07-28T10:01:00Z"))
                    .isBefore(Instant.parse("2026-07-28T10:01:10Z")));
  }

  @Test
  void shouldReadTheRefusedFields() {
    // given
    server.then(422, "{\"message\":\"…\",\"attributes\":[\"email\",\"phone_number\"]}");

    // when
    Problem problem =
        problem(
            api().createContact(new ContactFields("A", "a@b.c", null, null, Map.of()), null, null));

    // then
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.Refused.class,
            refused -> assertThat(refused.attributes()).containsExactly("email", "phone_number"));
  }

  @Test
  void shouldCallNobodyInsideOurNetworkUnlessAllowed() {
    // given
    clients.close();
    clients = clients(false, Duration.ofSeconds(30));

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(null, "target_not_allowed", null));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void shouldMakeNoCallThatTheGuardRefuses() {
    // given
    refusal = Optional.of(new Problem.Withheld(Problem.Why.LEASE_ENDED));

    // when
    Problem problem = problem(api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(refusal.get());
    assertThat(server.seen()).isEmpty();
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldPutMarkerAndTemplateIntoTheMessage() {
    // given
    server.then(200, "{\"id\":90,\"messages\":[{\"id\":5,\"message_type\":1}]}");
    var template =
        new TemplateUse("shipped", "es_MX", "UTILITY", null, "{\"body\":{\"1\":\"{{x}}\"}}");
    var message = new NewMessage("Hola", "n-1", "puente/acme/n-1", template);

    // when
    value(api().createConversation(new NewConversation(7, 12, "src", message)));

    // then
    JsonNode body = json(server.seen().getFirst().body());
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
    server.then(200, "{\"id\":5,\"message_type\":1}");
    var message =
        new NewMessage(
            null, "n-1", "puente/acme/n-1", new TemplateUse("hello", "es", null, null, "{}"));

    // when
    value(api().createMessage(90, message));

    // then
    JsonNode body = json(server.seen().getFirst().body());
    assertThat(body.has("content")).isFalse();
    assertThat(body.path("template_params").has("processed_params")).isFalse();
  }

  private ChatwootClients clients(boolean allowPrivate, Duration deadline) {
    return new ChatwootClients(
        new ChatwootClients.Limits(
            Duration.ofSeconds(5),
            deadline,
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1)),
            allowPrivate),
        InstantSource.fixed(NOW),
        () -> 0.5);
  }

  private ChatwootApi api() {
    return api(server.url());
  }

  private ChatwootApi api(URI url) {
    return clients.account(url, 3, new Secret("token"), guard);
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  private static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> value;
      case Outcome.No<T>(var problem) -> throw new AssertionError(problem.toString());
    };
  }

  private static Problem problem(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?> ok -> throw new AssertionError(ok.toString());
      case Outcome.No<?>(var problem) -> problem;
    };
  }
}
