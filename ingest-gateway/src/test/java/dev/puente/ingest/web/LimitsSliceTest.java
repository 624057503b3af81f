package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests at the edges of HTTP: every one gets an answer that says what it is. */
class LimitsSliceTest {
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  /** Sends bytes as they are and reads until the server closes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.url("/").getPort())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String head(String first, String... headers) {
    return first
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  @Test
  void shouldRefuseTooManyHeadersWithAProblem() throws IOException {
    // given
    String many =
        IntStream.range(0, 150).mapToObj(i -> "X-H" + i + ": v\r\n").collect(Collectors.joining());

    // then
    assertThat(raw(head("GET /openapi.json", many)))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"X-Long: ,20000", "Authorization: Bearer ,17000"})
  void shouldRefuseTooLongHeadersWithAProblem(String name, int length) throws IOException {
    assertThat(raw(head("GET /api/clients/1", name + "x".repeat(length) + "\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @Test
  void shouldRefuseTooLongAddressesWithAProblem() throws IOException {
    assertThat(raw(head("GET /api/clients/" + "x".repeat(20_000))))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE,/api/clients/1,405",
    "PROPFIND,/api/clients/1,405",
    "PUT,/api/webhooks/chatwoot,405",
    "DELETE,/openapi.json,405",
    "GET,/API/clients/1,404",
    "GET,/api/clients/1/,404",
    "GET,/api//clients/1,404",
    "GET,/api/clients/..%2f..%2fetc,400",
    "GET,/api/clients/1;a=b,400",
    "GET,/api/clients/never%3Bstored,404",
    "GET,/%00,400",
  })
  void shouldAnswerOddRequestsWithProblems(String method, String path, int status)
      throws IOException {
    assertThat(raw(head(method + " " + path, "Authorization: Bearer ar-all\r\n")))
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json");
  }

  @Test
  void shouldNotLetTwoLengthsThrough() throws IOException {
    // when
    String answer =
        raw(
            head(
                    "POST /api/notifications",
                    "Authorization: Bearer ar-all\r\nContent-Length: 5\r\nContent-Length: 6\r\n")
                + "{}{}{}");

    // then
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldRefuseALargeBodyThatHidesItsLength() throws IOException {
    // given
    String chunk = Integer.toHexString(70_000) + "\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n";

    // then
    assertThat(
            raw(
                head(
                        "POST /api/notifications",
                        "Authorization: Bearer ar-all\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n")
                    + chunk))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/chatwoot/clinic-ar", "/api/subscriptions"})
  void shouldGiveUpStrangersWhoseBodiesArriveTooSlowly(String path) throws IOException {
    // given
    try (Socket socket = new Socket("127.0.0.1", gateway.url("/").getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      Thread drip = Thread.ofVirtual().start(() -> drip(out));

      // when
      byte[] answer = socket.getInputStream().readNBytes(12);

      // then
      assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 408");
      drip.interrupt();
    }
  }

  private static void drip(OutputStream out) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        out.write('x');
        out.flush();
        LockSupport.parkNanos(50_000_000);
      }
    } catch (IOException e) {
      // the other side has heard enough
    }
  }

  @Test
  void shouldRefuseCompressedBodies() {
    for (String path :
        new String[] {"/api/notifications", "/api/notifications/batch", "/api/clients/import"}) {
      // when
      Answer answer =
          gateway.send(
              gateway
                  .request("ar-all", path)
                  .header("Content-Type", path.endsWith("import") ? "text/csv" : "application/json")
                  .header("Content-Encoding", "gzip")
                  .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0})));

      // then
      assertThat(answer.status()).as(path).isEqualTo(415);
    }
  }

  @Test
  void shouldAnswerHeadWithoutBodyAndOptionsWithMethods() {
    // when
    Answer head = gateway.call("ar-all", "HEAD", "/openapi.json");
    Answer unknown = gateway.call("ar-all", "HEAD", "/api/clients/nobody");
    Answer stranger = gateway.call("nobody", "HEAD", "/api/clients/nobody");
    Answer options = gateway.call("ar-all", "OPTIONS", "/api/clients/1");

    // then
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Length")).isNotEqualTo("0");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).contains("GET", "PUT", "DELETE");
  }

  @ParameterizedTest
  @CsvSource({
    "application/xml,406",
    "text/html,406",
    "image/png,406",
    "application/json;q=0,406",
    "'text/html, application/xml;q=0.9',406",
    "application/json;q=0.0;x=1,406",
    "'text/html, */*;q=0.1',404",
    "application/*,404",
    "application/problem+json,404",
    "application/x-ndjson,404",
    "APPLICATION/JSON; charset=utf-8,404",
    "nonsense,404",
    "'',404",
  })
  void shouldAnswer406OnlyToWhoTakesNoJson(String accept, int status) {
    // when
    Answer answer =
        gateway.send(
            gateway.request("ar-all", "/api/clients/nobody").header("Accept", accept).GET());

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void shouldNotWriteWhatItCouldNotAnswer() {
    // when
    Answer answer =
        gateway.send(
            gateway
                .request("ar-all", "/api/clients/17")
                .header("Accept", "text/html")
                .PUT(BodyPublishers.ofString("{}")));

    // then
    assertThat(answer.status()).isEqualTo(406);
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldKeepWebhooksAndServeTheScriptWhateverIsAccepted() {
    // given
    byte[] body = "{\"event\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    String path = "/api/webhooks/chatwoot/open-co?token=let-me-in";

    // when
    Answer webhook =
        gateway.send(
            java.net.http.HttpRequest.newBuilder(gateway.url(path))
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofByteArray(body)));
    Answer script =
        gateway.send(
            java.net.http.HttpRequest.newBuilder(gateway.url("/puente.js"))
                .header("Accept", "image/png"));

    // then
    assertThat(webhook.status()).isEqualTo(200);
    assertThat(script.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"PUT,/api/clients/1", "POST,/api/notifications", "POST,/api/subscriptions"})
  void shouldRefuseDeepNesting(String method, String path) {
    // given
    String name = path.contains("clients") ? "attributes" : "x";

    // when
    Answer deep = gateway.json("ar-all", method, path, nested(name, 17));
    Answer less = gateway.json("ar-all", method, path, nested(name, 16));

    // then
    assertThat(deep.status()).isEqualTo(400);
    assertThat(deep.body().path("type").asString()).endsWith(":not_json");
    assertThat(less.status()).isEqualTo(422);
    assertThat(gateway.publisher().published()).isEmpty();
  }

  /** An object of so many levels, all but the first below a name. */
  private static String nested(String name, int levels) {
    return "{\"" + name + "\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  @Test
  void shouldShowAHundredProblemsAndCountTheOthers() {
    // given
    String fields =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(","));

    // when
    Answer answer = gateway.json("ar-all", "PUT", "/api/clients/1", "{" + fields + "}");

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).hasSize(101).last().isEqualTo(":more");
  }

  @ParameterizedTest
  @CsvSource({
    "es,es",
    "es-AR,es",
    "'fr, es;q=0.5, en;q=0.1',es",
    "fr,en",
    "*,en",
    "'',en",
    "en-GB,en"
  })
  void shouldSpeakTheCallersLanguage(String accepted, String language) {
    // when
    Answer answer =
        gateway.send(
            gateway
                .request("ar-all", "/api/notifications")
                .header("Accept-Language", accepted)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"sendAt\":1}")));

    // then
    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.text())
        .contains(language.equals("es") ? "¿quiso decir send_at?" : "did you mean send_at?");
  }
}
