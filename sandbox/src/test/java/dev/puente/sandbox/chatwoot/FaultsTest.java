package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.chatwoot.SimClient.Answer;
import dev.puente.sandbox.chatwoot.fault.FaultHandle;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.chatwoot.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class FaultsTest {

  private static final String MESSAGES = "/conversations/*/messages";

  private SimClinic clinic;
  private long conversation;

  @BeforeEach
  void start() throws IOException {
    clinic = new SimClinic(SimulatorSettings.defaults());
    conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Test
  void shouldAnswerPlainTextWhenThrottled() throws IOException {
    // given
    install(FaultSpec.on("POST", MESSAGES).once().answer(429));

    // when
    Answer first = clinic.say(conversation, "a");
    Answer second = clinic.say(conversation, "b");

    // then
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.contentType()).isEqualTo("text/plain");
    assertThat(first.text()).isEqualTo("Retry later\n");
    assertThat(second.status()).isEqualTo(200);
    assertThat(contents()).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void shouldNotActWhenAnErrorIsOrdered(int status) throws IOException {
    // given
    install(FaultSpec.on("POST", MESSAGES).answer(status));

    // when
    Answer answer = clinic.say(conversation, "lost");

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(contents()).isEmpty();
    assertThat(lastRequest().applied()).isFalse();
  }

  @Test
  void shouldActWhenTheErrorComesAfterTheCommit() throws IOException {
    // given
    install(FaultSpec.on("POST", MESSAGES).actAndAnswer(500));

    // when
    Answer answer = clinic.say(conversation, "kept");

    // then
    assertThat(answer.status()).isEqualTo(500);
    assertThat(contents()).containsExactly("kept");
    assertThat(lastRequest().applied()).isTrue();
  }

  @Test
  void shouldLoseTheRequestWhenCutBeforeActing() {
    // given
    install(FaultSpec.on("POST", MESSAGES).cutBeforeActing());

    // when
    assertThatThrownBy(() -> clinic.say(conversation, "lost")).isInstanceOf(IOException.class);

    // then
    assertThat(contents()).isEmpty();
    assertThat(lastRequest().status()).isNull();
    assertThat(lastRequest().applied()).isFalse();
  }

  @Test
  void shouldKeepTheMessageWhenCutAfterActing() {
    // given
    install(FaultSpec.on("POST", MESSAGES).cutAfterActing());

    // when
    assertThatThrownBy(() -> clinic.say(conversation, "kept")).isInstanceOf(IOException.class);

    // then
    assertThat(contents()).containsExactly("kept");
    assertThat(lastRequest().status()).isNull();
    assertThat(lastRequest().applied()).isTrue();
    assertThat(lastRequest().fault()).isEqualTo("cut-after-acting");
  }

  @Test
  void shouldKeepTheMessageWhenCutWithinTheAnswer() {
    // given
    install(FaultSpec.on("POST", MESSAGES).cutWithinAnswer());

    // when
    assertThatThrownBy(() -> clinic.say(conversation, "kept")).isInstanceOf(IOException.class);

    // then
    assertThat(contents()).containsExactly("kept");
  }

  @Test
  void shouldActAfterTheCutWhenLate() {
    // given
    install(FaultSpec.on("POST", MESSAGES).once().actLate(Duration.ofMillis(200)));

    // when
    assertThatThrownBy(() -> clinic.say(conversation, "late")).isInstanceOf(IOException.class);
    List<String> atOnce = contents();

    // then
    assertThat(atOnce).isEmpty();
    await().atMost(Duration.ofSeconds(10)).until(() -> contents().equals(List.of("late")));
  }

  @Test
  void shouldHoldTheAnswerUntilReleased() throws Exception {
    // given
    FaultHandle fault = install(FaultSpec.on("POST", MESSAGES).once().holdAnswer());
    CompletableFuture<Answer> answer = new CompletableFuture<>();

    // when
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(clinic.say(conversation, "held"));
              } catch (IOException broken) {
                answer.completeExceptionally(broken);
              }
            });
    await().atMost(Duration.ofSeconds(10)).until(() -> contents().equals(List.of("held")));
    boolean answeredEarly = answer.isDone();
    fault.release();

    // then
    assertThat(answeredEarly).isFalse();
    assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void shouldCallBackAtEachPoint() throws IOException {
    // given
    List<String> seen = new CopyOnWriteArrayList<>();
    install(
        FaultSpec.on("POST", MESSAGES)
            .beforeActing(() -> seen.add("before " + contents().size()))
            .afterActing(() -> seen.add("after " + contents().size()))
            .afterAnswer(() -> seen.add("answered")));

    // when
    clinic.say(conversation, "x");

    // then
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> seen.equals(List.of("before 0", "after 1", "answered")));
  }

  @Test
  void shouldHitTheChosenRequestsOnly() throws IOException {
    // given
    FaultHandle fault = install(FaultSpec.on("POST", MESSAGES).skip(1).times(2).answer(503));

    // when
    List<Integer> statuses =
        List.of(
            clinic.say(conversation, "1").status(),
            clinic.say(conversation, "2").status(),
            clinic.say(conversation, "3").status(),
            clinic.say(conversation, "4").status());

    // then
    assertThat(statuses).containsExactly(200, 503, 503, 200);
    assertThat(fault.hits()).isEqualTo(2);
    assertThat(contents()).containsExactly("1", "4");
  }

  @Test
  void shouldObeyFaultsOrderedByHttp() throws IOException {
    // given
    ObjectNode fault =
        Json.object()
            .put("method", "POST")
            .put("path", MESSAGES)
            .put("times", 1)
            .put("status", 503);

    // when
    Answer installed = clinic.client.post("/sim/faults", fault);
    Answer failed = clinic.say(conversation, "lost");
    Answer list = clinic.client.get("/sim/faults");
    clinic.client.send("DELETE", "/sim/faults", null);

    // then
    assertThat(installed.json().path("effect").asString()).isEqualTo("answer");
    assertThat(failed.status()).isEqualTo(503);
    assertThat(list.json().at("/0/hits").asInt()).isEqualTo(1);
    assertThat(clinic.simulator.faults().all()).isEmpty();
  }

  @Test
  void shouldThrottleByMinuteWhenALimitIsSet() throws IOException {
    // given
    MovableClock clock = new MovableClock();
    try (SimClinic limited = new SimClinic(SimulatorSettings.defaults().withClock(clock))) {
      limited.simulator.rateLimit().limit(0, 2);
      String search = limited.path + "/contacts/search?q=ana";

      // when
      List<Integer> statuses =
          List.of(
              limited.client.get(search).status(),
              limited.client.get(search).status(),
              limited.client.get(search).status());
      clock.advance(Duration.ofMinutes(1));
      int nextMinute = limited.client.get(search).status();

      // then
      assertThat(statuses).containsExactly(200, 200, 429);
      assertThat(nextMinute).isEqualTo(200);
    }
  }

  private FaultHandle install(FaultSpec spec) {
    return clinic.simulator.faults().install(spec);
  }

  private List<String> contents() {
    return clinic.simulator.journal().messages().stream()
        .map(MessageCreated::content)
        .map(String::valueOf)
        .toList();
  }

  private ApiRequest lastRequest() {
    return clinic.simulator.journal().requests().getLast();
  }
}
