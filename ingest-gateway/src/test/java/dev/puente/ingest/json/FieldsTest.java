package dev.puente.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static Fields fields(String json) {
    return new Fields(
        JsonText.strict().object(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  @Test
  void shouldCollectProblemsWithTheirPaths() {
    // given
    Fields in = fields("{\"a\":{\"b\":[1,\"\",{}],\"c\":true},\"d\":\"x\"}");

    // when
    Fields a = Objects.requireNonNull(in.object("a"));
    List<String> b = a.texts("b", 5, 10);
    a.text("c", 5);
    in.number("d", 0, 1);

    // then
    assertThat(b).containsExactly("1", "");
    assertThat(in.problems())
        .containsExactly(
            FieldProblem.of("a.b[2]", FieldCode.NOT_TEXT),
            FieldProblem.of("a.c", FieldCode.NOT_TEXT),
            FieldProblem.of("d", FieldCode.NOT_A_NUMBER));
  }

  @ParameterizedTest
  @CsvSource({
    "sendAt,send_at",
    "send-at,send_at",
    "SEND_AT,send_at",
    "sendat,send_at",
    "snd_at,send_at",
    "recipientId,recipient_id",
    "mesage,message",
    "zzz,-",
    "x,-"
  })
  void shouldNameTheNearestField(String given, String nearest) {
    // given
    Fields in = fields("{\"" + given + "\":1}");
    for (String known : List.of("send_at", "recipient_id", "message", "id")) {
      in.has(known);
    }

    // when
    in.refuseUnknown();

    // then
    assertThat(in.problems())
        .containsExactly(
            nearest.equals("-")
                ? FieldProblem.of(given, FieldCode.UNKNOWN_FIELD)
                : FieldProblem.of(given, FieldCode.UNKNOWN_FIELD_NEAREST, nearest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-07-27T10:00:00Z", "2026-07-27T07:00:00-03:00", "2026-07-27T10:00:00.000Z"})
  void shouldReadTimesWithOffset(String text) {
    assertThat(fields("{\"t\":\"" + text + "\"}").time("t"))
        .isEqualTo(Instant.parse("2026-07-27T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-07-27", "2026-07-27T10:00:00", "1785146400", "+999999999-01-01T00:00:00Z"})
  void shouldRefuseOtherTimes(String text) {
    // given
    Fields in = fields("{\"t\":\"" + text + "\"}");

    // when
    Instant time = in.time("t");

    // then
    assertThat(time).isNull();
    assertThat(in.problems()).containsExactly(FieldProblem.of("t", FieldCode.NOT_A_TIME));
  }

  @Test
  void shouldRefuseBinaryText() {
    for (String bad : new String[] {"a\\u0000", "\\ud83d", "\\ufffd", "\\u001b["}) {
      Fields in = fields("{\"t\":\"" + bad + "\"}");
      in.text("t", 10);
      assertThat(in.problems()).containsExactly(FieldProblem.of("t", FieldCode.BINARY));
    }
    assertThat(fields("{\"t\":\"a\\n\\tñ 😀\"}").text("t", 10)).isEqualTo("a\n\tñ 😀");
  }

  @Test
  void shouldSayWhatIsWrongWithTheNameOfAnAttribute() {
    // given
    String tooLong = "n".repeat(65);
    Fields in = fields("{\"a\":{\"\":1,\"" + tooLong + "\":2,\"x\\u0000\":3,\"good\":4}}");

    // when
    var attributes = in.scalars("a", 10, 10);

    // then
    assertThat(attributes).containsOnlyKeys("good");
    assertThat(in.problems())
        .containsExactly(
            FieldProblem.of("a.", FieldCode.REQUIRED),
            FieldProblem.of("a." + "n".repeat(64), FieldCode.TOO_LONG, 64),
            FieldProblem.of("a.x\u0000", FieldCode.BINARY));
  }
}
