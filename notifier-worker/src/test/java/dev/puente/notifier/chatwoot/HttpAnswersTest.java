package dev.puente.notifier.chatwoot;

import static dev.puente.notifier.chatwoot.HttpApiRig.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.delivery.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of Chatwoot, or none, tells about the call. */
class HttpAnswersTest {
  private static final NewMessage MESSAGE = new NewMessage("Hola", "n-1", "puente/acme/n-1", null);

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
  void shouldNeverRepeatACreate() {
    // given
    rig.server.then(503, "").then(200, "{\"id\":1}");

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(503, "server_error"));
    assertThat(rig.server.seen()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhatBecameOfACreateWhoseConnectionWasCut() {
    // given
    rig.server.thenCut();

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(null, "connection_lost"));
    assertThat(rig.server.seen()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhatBecameOfACreateThatIsNotAnsweredInTime() {
    // given
    CountDownLatch end = new CountDownLatch(1);
    rig.server.then(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    rig.connect(true, Duration.ofMillis(300));

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));
    end.countDown();

    // then
    assertThat(problem).isInstanceOf(Problem.Unclear.class);
  }

  @Test
  void shouldBoundTheBodyAsWellAsTheHeaders() {
    // given
    CountDownLatch end = new CountDownLatch(1);
    rig.server.then(
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
    rig.connect(true, Duration.ofMillis(300));

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));
    end.countDown();

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(null, "timeout"));
  }

  @Test
  void shouldNotTakeAPageOfAProxyForACreatedMessage() {
    // given
    rig.server.then(200, "<html>welcome</html>");

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unclear(200, "unreadable_answer"));
  }

  @Test
  void shouldKnowThatNothingWasCreatedWhenNobodyListens() {
    // given
    URI nobody = rig.server.url();
    rig.server.close();

    // when
    Problem problem = problem(rig.api(nobody).createMessage(5, MESSAGE));

    // then
    assertThat(problem).isEqualTo(new Problem.Unavailable(null, "unreachable", null));
  }

  @Test
  void shouldNotTakeTheNotFoundOfAProxyForThatOfChatwoot() {
    // given
    String gone = "{\"error\":\"Resource could not be found\"}";
    rig.server.then(404, "404 page not found\n").then(404, gone).then(404, "<html>");

    // when
    Problem contact = problem(rig.api().contact(7));
    Problem message = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(contact).isEqualTo(new Problem.Missing());
    assertThat(rig.server.seen()).hasSize(3);
    assertThat(message).isEqualTo(new Problem.Unclear(404, "not_chatwoot"));
  }

  @Test
  void shouldBlockTheTenantWhenItsAccountIsNotThere() {
    // given
    rig.server.then(404, "{\"error\":\"Resource could not be found\"}");

    // when
    Problem problem = problem(rig.api().contactsWith("phone_number", List.of("+1")));

    // then
    assertThat(problem).isEqualTo(new Problem.Blocked(404));
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
    rig.server.then(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          StubServer.answer(exchange, 429, "");
        });

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

    // then
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.Limited.class,
            limited -> assertThat(limited.notBefore()).isBetween(least, least.plusSeconds(10)));
  }

  @Test
  void shouldWaitForTheNextMinuteWhenTheServerCountsTooMany() {
    // given
    rig.server.then(429, "Retry later\n");

    // when
    Problem problem = problem(rig.api().createMessage(5, MESSAGE));

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
    rig.server.then(422, "{\"message\":\"…\",\"attributes\":[\"email\",\"phone_number\"]}");

    // when
    Problem problem =
        problem(
            rig.api()
                .createContact(new ContactFields("A", "a@b.c", null, null, Map.of()), null, null));

    // then
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.Refused.class,
            refused -> assertThat(refused.attributes()).containsExactly("email", "phone_number"));
  }
}
