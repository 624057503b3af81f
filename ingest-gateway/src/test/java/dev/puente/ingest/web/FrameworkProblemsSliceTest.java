package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkProblemsSliceTest {
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,404",
    "GET,/nothing,404",
    "GET,/api/nothing,404",
    "GET,/error,404",
    "GET,/api/notifications,405",
    "PUT,/api/notifications,405",
    "POST,/api/clients/17,405",
    "GET,/api/clients/a%20b,404",
    "GET,/api/clients/a%2Fb,400",
    "GET,/api/contacts/x/link,404",
    "GET,/api/contacts/99999999999999999999/link,404",
    "GET,/api/notifications/a%20b,404",
    "GET,/api/subscriptions/sub_x,404",
    "GET,/api/webhooks,404",
    "GET,/api/webhooks/chatwoot/a/b,404",
  })
  void shouldAnswerWithProblemDocuments(String method, String path, int status) {
    // when
    Answer answer = gateway.call("ar-all", method, path);

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("type").asString()).startsWith("urn:puente:problem:");
    assertThat(answer.body().path("title").asString()).isNotEmpty();
    assertThat(answer.body().path("errors").isArray()).isTrue();
  }

  @Test
  void shouldSayWhichMethodsAreAllowed() {
    assertThat(gateway.call("ar-all", "PUT", "/api/notifications").header("Allow"))
        .contains("POST");
  }

  @Test
  void shouldAnswer415And413And400() {
    // given
    HttpRequest.Builder form =
        gateway
            .request("ar-all", "/api/notifications")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("id=1"));

    // then
    assertThat(gateway.send(form).status()).isEqualTo(415);
    assertThat(gateway.json("ar-all", "POST", "/api/notifications", "x".repeat(70_000)).status())
        .isEqualTo(413);
    assertThat(gateway.json("ar-all", "POST", "/api/notifications", "{\"id\":1").status())
        .isEqualTo(400);
    assertThat(gateway.json("ar-all", "POST", "/api/notifications", "[]").status()).isEqualTo(400);
    assertThat(gateway.json("ar-all", "POST", "/api/notifications", "{\"id\":1,\"id\":2}").status())
        .isEqualTo(400);
    assertThat(
            gateway
                .json(
                    "ar-all",
                    "POST",
                    "/api/notifications",
                    "{\"a\":".repeat(40) + "1" + "}".repeat(40))
                .status())
        .isEqualTo(400);
  }

  @Test
  void shouldAnswerRecordsThatAreTooLargeWith413() {
    // given
    gateway.publisher().behave(Mode.TOO_LARGE);

    // then
    assertThat(gateway.json("ar-all", "PUT", "/api/clients/1", "{}").status()).isEqualTo(413);
  }

  @Test
  void shouldAnswerUnreadableHttpWithAProblem() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.url("/").getPort())) {
      // given
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      // when
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      // then
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }
}
