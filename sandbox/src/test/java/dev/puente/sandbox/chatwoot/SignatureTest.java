package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.webhook.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SignatureTest {

  static Stream<JsonNode> vectors() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            SignatureTest.class.getResourceAsStream("/chatwoot/signature-test-vectors.json"))) {
      return Json.parse(file.readAllBytes()).path("vectors").valueStream();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldSignAsTheVectorsSay(JsonNode vector) {
    // given
    byte[] body = vector.path("body").asString().getBytes(StandardCharsets.UTF_8);
    JsonNode headers = vector.path("headers");
    String timestamp = headers.path("X-Chatwoot-Timestamp").asString();

    // when
    String signature = Signature.of(vector.path("secret").asString(), timestamp, body);

    // then
    boolean matches = signature.equals(headers.path("X-Chatwoot-Signature").asString());
    assertThat(matches).isEqualTo(vector.path("valid").asBoolean());
  }
}
