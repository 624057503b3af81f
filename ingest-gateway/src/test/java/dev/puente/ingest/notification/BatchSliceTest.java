package dev.puente.ingest.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchSliceTest {
  private RunningGateway gateway;
  private String run;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
    run = UUID.randomUUID().toString();
  }

  private Answer post(String lines) {
    return gateway.send(
        gateway
            .request("ar-all", "/api/notifications/batch")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines)));
  }

  private String line(int n, String message) {
    return "{\"id\":\"%s-%d\",\"type\":\"X\",\"recipient_id\":\"c%d\",\"message\":\"%s\"}"
        .formatted(run, n, n % 7, message);
  }

  @Test
  void shouldAnswerEveryLineInOrder() {
    // when
    Answer answer =
        post(
            String.join(
                "\n",
                line(1, "a"),
                "",
                line(2, "b"),
                line(1, "a"),
                line(1, "other"),
                "{",
                "{\"id\":\"z\"}"));

    // then
    assertThat(answer.status()).isEqualTo(200);
    List<String> lines = answer.text().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).contains("\"line\":1", "\"status\":202", run + "-1", "\"errors\":[]");
    assertThat(lines.get(1)).contains("\"line\":3", "\"status\":202", run + "-2");
    assertThat(lines.get(2)).contains("\"line\":4", "\"status\":202", run + "-1");
    assertThat(lines.get(3)).contains("\"line\":5", "\"status\":409", run + "-1");
    assertThat(lines.get(4)).contains("\"line\":6", "\"status\":422", "not_json");
    assertThat(lines.get(5)).contains("\"line\":7", "\"status\":422", "\"z\"", "required");
    assertThat(gateway.publisher().published()).hasSize(2);
  }

  @Test
  void shouldPublishInTheOrderOfTheLines() {
    // given
    String lines =
        IntStream.range(0, 2_000).mapToObj(n -> line(n, "m")).collect(Collectors.joining("\n"));

    // when
    Answer answer = post(lines);

    // then
    assertThat(answer.text().lines()).hasSize(2_000).allMatch(l -> l.contains("\"status\":202"));
    assertThat(gateway.publisher().published())
        .extracting(p -> p.key().id())
        .isEqualTo(IntStream.range(0, 2_000).mapToObj(n -> "client/c" + n % 7).toList());
  }

  @Test
  void shouldReportLinesThatWereNotKept() {
    // given
    gateway.publisher().behave(Mode.FAIL);

    // when
    Answer answer = post(line(1, "a"));

    // then
    assertThat(answer.text()).contains("\"status\":503", "unavailable");
  }

  @Test
  void shouldRefuseTheWholeBatchWhenBrokerIsKnownToBeAway() {
    // given
    gateway.publisher().behave(Mode.KNOWN_DOWN);

    // then
    assertThat(post(line(1, "a")).status()).isEqualTo(503);
  }
}
