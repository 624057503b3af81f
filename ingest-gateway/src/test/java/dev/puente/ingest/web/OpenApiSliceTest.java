package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiSliceTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Set<String> SERVLET =
      Set.of(
          "GET /api/webhooks/chatwoot",
          "POST /api/webhooks/chatwoot",
          "GET /api/webhooks/chatwoot/{tenant}",
          "POST /api/webhooks/chatwoot/{tenant}");

  private RunningGateway gateway;
  private JsonNode document;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.url("/openapi.json")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    document = answer.body();
  }

  private Set<String> documented() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String name : path.getValue().propertyNames()) {
        if (METHODS.contains(name)) {
          operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  @Test
  void shouldDescribeExactlyWhatIsMapped() {
    // given
    Set<String> mapped = new TreeSet<>(SERVLET);
    for (RequestMappingInfo info :
        gateway.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
      for (String pattern : info.getPatternValues()) {
        info.getMethodsCondition()
            .getMethods()
            .forEach(method -> mapped.add(method.name() + " " + pattern));
      }
    }

    // then
    assertThat(documented()).isEqualTo(mapped);
  }

  @Test
  void shouldReachEveryDocumentedOperation() {
    for (String operation : documented()) {
      // given
      String[] parts = operation.split(" ");
      String path =
          parts[1]
              .replace("{tenant}", "clinic-ar")
              .replace("/contacts/{id}", "/contacts/1")
              .replace("/subscriptions/{id}", "/subscriptions/sub_1_00000000")
              .replace("{id}", "x");

      // when
      Answer answer = gateway.call("nobody", parts[0], path);

      // then
      assertThat(answer.status()).as(operation).isNotIn(404, 405, 500);
    }
  }

  @Test
  void shouldHoldNoBrokenReferences() {
    List<String> references =
        document.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();
    assertThat(references).hasSizeGreaterThan(20);
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void shouldServeTheScriptToPagesOfAnyOrigin() {
    // when
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.url("/puente.js")));

    // then
    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.text())
        .contains(
            "export async function preRegister", "chatwoot:ready", "setUser", "Idempotency-Key")
        .doesNotContain("email:");
  }
}
