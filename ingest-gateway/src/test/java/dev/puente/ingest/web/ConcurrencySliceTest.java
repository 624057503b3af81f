package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same request many times at once. */
class ConcurrencySliceTest {
  private static final int CALLERS = 24;

  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @Test
  void shouldPublishOneNotificationOfAnId()
      throws InterruptedException, ExecutionException, TimeoutException {
    // given
    String body =
        "{\"id\":\"%s\",\"type\":\"X\",\"recipient_id\":\"1\",\"message\":\"m\"}"
            .formatted(UUID.randomUUID());

    // when
    List<Answer> answers = atOnce(() -> gateway.json("ar-all", "POST", "/api/notifications", body));

    // then
    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  @Test
  void shouldTakeOneFormOfAnIdempotencyKey()
      throws InterruptedException, ExecutionException, TimeoutException {
    // given
    String key = UUID.randomUUID().toString();
    String form =
        "{\"lead\":{\"name\":\"A\",\"email\":\"a@b.co\"},\"level_id\":\"g\",\"consent\":"
            + "{\"accepted\":true,\"version\":\"1\",\"accepted_at\":\"2026-01-01T00:00:00Z\"}}";

    // when
    List<Answer> answers =
        atOnce(
            () ->
                gateway.send(
                    HttpRequest.newBuilder(gateway.url("/api/subscriptions?tenant=clinic-ar"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(form))));

    // then
    assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  private static List<Answer> atOnce(Callable<Answer> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> pending = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        pending.add(threads.submit(call));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : pending) {
        answers.add(answer.get(60, TimeUnit.SECONDS));
      }
      return answers;
    }
  }
}
