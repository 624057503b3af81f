package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.webhook.SignatureCheck.Headers;
import dev.puente.ingest.webhook.SignatureCheck.Verdict;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignatureCheckTest {
  private static final long NOW = 1785146400L;
  private static final byte[] BODY = "{\"event\":\"x\"}".getBytes(StandardCharsets.UTF_8);

  private final SignatureCheck check = at(NOW);

  private static SignatureCheck at(long seconds) {
    return new SignatureCheck(InstantSource.fixed(Instant.ofEpochSecond(seconds)));
  }

  static Stream<JsonNode> vectors() throws IOException {
    JsonNode file =
        JsonMapper.builder()
            .build()
            .readTree(
                Files.readString(RunningGateway.resource("chatwoot/signature-test-vectors.json")));
    return file.path("vectors").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldAgreeWithTheVector(JsonNode vector) {
    // given
    JsonNode headers = vector.path("headers");
    String timestamp = headers.path("X-Chatwoot-Timestamp").asString();

    // when
    Verdict verdict =
        verdict(
            at(Long.parseLong(timestamp)),
            new Headers(timestamp, headers.path("X-Chatwoot-Signature").asString()),
            vector.path("body").asString().getBytes(StandardCharsets.UTF_8),
            List.of(new Secret(vector.path("secret").asString())));

    // then
    assertThat(verdict == Verdict.VALID).isEqualTo(vector.path("valid").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({"0,VALID", "300,VALID", "-300,VALID", "301,TOO_OLD", "-301,TOO_OLD"})
  void shouldLimitAgeInBothDirections(long age, Verdict expected) {
    // given
    String timestamp = Long.toString(NOW - age);

    // when
    Verdict verdict = verdict(check, signed("s", timestamp), BODY, List.of(new Secret("s")));

    // then
    assertThat(verdict).isEqualTo(expected);
  }

  @Test
  void shouldTryEverySecret() {
    // given
    List<Secret> secrets = List.of(new Secret("new"), new Secret("old"));

    // when
    Verdict verdict = verdict(check, signed("old", Long.toString(NOW)), BODY, secrets);

    // then
    assertThat(verdict).isEqualTo(Verdict.VALID);
  }

  @Test
  void shouldSayWhatIsWrong() {
    // given
    Headers good = signed("s", Long.toString(NOW));
    List<Secret> secrets = List.of(new Secret("s"));

    // then
    assertThat(verdict(check, new Headers(null, null), BODY, secrets)).isEqualTo(Verdict.NO_HEADER);
    assertThat(verdict(check, new Headers(good.timestamp(), null), BODY, secrets))
        .isEqualTo(Verdict.MALFORMED);
    assertThat(verdict(check, new Headers(null, good.signature()), BODY, secrets))
        .isEqualTo(Verdict.MALFORMED);
    assertThat(verdict(check, good, BODY, List.of())).isEqualTo(Verdict.NO_SECRET);
    assertThat(verdict(check, good, BODY, List.of(new Secret("t")))).isEqualTo(Verdict.NO_MATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1785146400", "1785146400.0", "-1", "1e9", "99999999999999999999"})
  void shouldRefuseTimestampsThatChatwootDoesNotWrite(String timestamp) {
    assertThat(verdict(check, signed("s", timestamp), BODY, List.of(new Secret("s"))))
        .isEqualTo(Verdict.MALFORMED);
  }

  private static @Nullable Verdict verdict(
      SignatureCheck check, Headers headers, byte[] body, List<Secret> secrets) {
    return new SecretSearch(check, 1, () -> 0).find(headers, body, secrets).verdict();
  }

  private static Headers signed(String secret, String timestamp) {
    return new Headers(timestamp, RunningGateway.signature(secret, timestamp, BODY));
  }
}
