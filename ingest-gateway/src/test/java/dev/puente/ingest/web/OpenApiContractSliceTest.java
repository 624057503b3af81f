package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.subscription.RateLimiter;
import dev.puente.ingest.web.OpenApiDocument.Operation;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives every operation of the document and holds requests and answers to it, both ways. */
class OpenApiContractSliceTest {
  static final String IDEMPOTENCY_KEY = "openapi-contract-1";

  /** A loopback address of its own, so that a spent rate limit touches no other test. */
  private static final String THROTTLED = "127.0.0.2";

  private static final RunningGateway GATEWAY = RunningGateway.reset();
  private static final OpenApiDocument DOCUMENT =
      new OpenApiDocument(
          GATEWAY.send(HttpRequest.newBuilder(GATEWAY.url("/openapi.json"))).body());

  @Test
  void shouldDriveEveryOperationWithEveryDocumentedStatus() {
    // given
    Set<String> documented = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations().values()) {
      operation.statuses().forEach(status -> documented.add(operation.id() + " " + status));
    }

    // when
    Set<String> driven =
        OpenApiCases.all().stream()
            .map(one -> one.operation() + " " + one.status())
            .collect(Collectors.toCollection(TreeSet::new));

    // then
    assertThat(driven).isEqualTo(documented);
  }

  @TestFactory
  Stream<DynamicTest> shouldAnswerAsDocumented() {
    return OpenApiCases.all().stream().map(one -> dynamicTest(one.toString(), () -> drive(one)));
  }

  private static void drive(OpenApiCase one) throws Exception {
    // given
    RunningGateway.reset();
    one.given().accept(GATEWAY);
    Operation operation = DOCUMENT.operation(one.operation());
    HttpRequest.Builder request = one.request(GATEWAY, operation.method().toUpperCase(Locale.ROOT));
    if (one.operation().equals("preRegister") && one.status() == 409) {
      request.header("Idempotency-Key", IDEMPOTENCY_KEY);
    }

    // when
    Answer answer = one.status() == 429 ? throttled(request) : GATEWAY.send(request);

    // then
    assertThat(answer.status()).as(answer.text()).isEqualTo(one.status());
    if (one.status() < 300) {
      checkRequest(operation, one);
    }
    checkAnswer(operation, answer);
  }

  private static void checkRequest(Operation operation, OpenApiCase one) {
    assertThat(DOCUMENT.problemsOfPath(operation, one.plainPath())).isEmpty();
    if (one.body().length == 0) {
      assertThat(operation.node().path("requestBody").path("required").asBoolean(false)).isFalse();
      return;
    }
    JsonNode contents = DOCUMENT.resolved(operation.node().path("requestBody")).path("content");
    String type =
        Objects.requireNonNull(one.mediaType())
            .replace("application/jsonl", "application/x-ndjson");
    assertThat(contents.has(type)).as("request of " + type).isTrue();
    if (one.mediaType().equals("application/jsonl")) {
      return; // Has wrong lines on purpose.
    }
    assertThat(DOCUMENT.problemsOfRequest(contents.path(type), type, one.body())).isEmpty();
  }

  private static void checkAnswer(Operation operation, Answer answer) {
    JsonNode documented = DOCUMENT.response(operation, answer.status());
    for (Map.Entry<String, JsonNode> header : documented.path("headers").properties()) {
      JsonNode shape = DOCUMENT.resolved(header.getValue());
      String value = answer.header(header.getKey());
      if (shape.path("required").asBoolean(false)) {
        assertThat(value).as(header.getKey()).isNotEmpty();
      }
      if (!value.isEmpty() && shape.path("schema").path("type").asString().equals("integer")) {
        assertThat(value).as(header.getKey()).matches("[0-9]+");
      }
    }
    if (!documented.has("content")) {
      assertThat(answer.text()).isEmpty();
      return;
    }
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    JsonNode media = documented.path("content").path(type);
    assertThat(media.isMissingNode()).as("answer of " + type).isFalse();
    assertThat(DOCUMENT.problemsOfAnswer(media, type, answer.response().body())).isEmpty();
    if (type.equals("application/problem+json")) {
      assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
    }
  }

  /** From an address whose tokens are taken away all the time. */
  private static Answer throttled(HttpRequest.Builder request) throws Exception {
    RateLimiter limiter = GATEWAY.bean(RateLimiter.class);
    AtomicBoolean enough = new AtomicBoolean();
    Thread drain =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (!enough.get()) {
                    limiter.waitSeconds(THROTTLED);
                  }
                });
    try (HttpClient http =
        HttpClient.newBuilder().localAddress(InetAddress.getByName(THROTTLED)).build()) {
      Answer answer = null;
      for (int i = 0; i < 20 && (answer == null || answer.status() != 429); i++) {
        answer =
            new Answer(
                http.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray()),
                JsonMapper.builder().build());
      }
      return Objects.requireNonNull(answer);
    } finally {
      enough.set(true);
      drain.join();
    }
  }

  @Test
  void shouldHaveAnExampleOfEveryBodyThatIsValid() {
    List<String> problems = new ArrayList<>();
    for (Operation operation : DOCUMENT.operations().values()) {
      examples(
          operation.id() + " request",
          DOCUMENT.resolved(operation.node().path("requestBody")),
          problems);
      for (String status : operation.statuses()) {
        examples(
            operation.id() + " " + status,
            DOCUMENT.response(operation, Integer.parseInt(status)),
            problems);
      }
    }
    assertThat(problems).isEmpty();
  }

  private static void examples(String where, JsonNode message, List<String> problems) {
    for (Map.Entry<String, JsonNode> content : message.path("content").properties()) {
      List<JsonNode> examples = new ArrayList<>();
      content.getValue().path("examples").forEach(one -> examples.add(one.path("value")));
      if (content.getValue().has("example")) {
        examples.add(content.getValue().path("example"));
      }
      if (examples.isEmpty()) {
        problems.add(where + " has no example of " + content.getKey());
      }
      for (JsonNode example : examples) {
        byte[] body =
            (example.isString() ? example.asString() : example.toString())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<String> wrong =
            where.endsWith("request")
                ? DOCUMENT.problemsOfRequest(content.getValue(), content.getKey(), body)
                : DOCUMENT.problemsOfAnswer(content.getValue(), content.getKey(), body);
        wrong.forEach(problem -> problems.add(where + ": " + problem));
      }
    }
  }

  @Test
  void shouldNameExactlyTheCodesThatExist() {
    // given
    JsonNode schemas = DOCUMENT.root().at("/components/schemas");

    // then
    assertThat(texts(schemas.at("/FieldProblem/properties/code/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FieldCode.values()).map(FieldCode::wire).collect(Collectors.toSet()));
    assertThat(texts(schemas.at("/Problem/properties/type/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values())
                .map(code -> "urn:puente:problem:" + code.wire())
                .toList());
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void shouldRefuseWhatTheDocumentDoesNotAllow() {
    // given
    JsonNode schema = JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/Accepted\"}");
    JsonNode wrong = JsonMapper.shared().readTree("{\"notification_id\":1,\"extra\":true}");

    // then
    assertThat(DOCUMENT.validate(schema, wrong, true)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void shouldShowThePageWithoutOutsideParts() {
    // when
    Answer answer = GATEWAY.send(HttpRequest.newBuilder(GATEWAY.url("/openapi.html")));

    // then
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.text())
        .contains("fetch(\"openapi.json\")")
        .doesNotContain("innerHTML", "http://", "https://", "//cdn");
  }
}
