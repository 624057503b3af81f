package dev.puente.schemas.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the schemas to those of every release in {@code src/released/avro}: records that lie in
 * topics stay readable. How a release is added stands in the README there.
 */
class ReleasedSchemasTest {
  private static final String RELEASED =
      """
      {"type":"record","name":"R","namespace":"x","fields":[
        {"name":"a","type":"string"},
        {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},
        {"name":"s","type":{"type":"enum","name":"S","symbols":["UNKNOWN","B"],"default":"UNKNOWN"}}]}
      """;

  @Test
  void shouldReadEverythingThatAReleaseWrote() throws IOException {
    // given
    Map<String, Schema> present = SchemaFolder.present().schemas();
    List<SchemaFolder> releases = SchemaFolder.releases();
    assertThat(releases).isNotEmpty();
    // when
    List<String> problems = new ArrayList<>();
    for (SchemaFolder release : releases) {
      release
          .schemas()
          .forEach(
              (file, released) -> {
                Schema now = present.get(file);
                if (now == null) {
                  problems.add("%s/%s: the file is gone".formatted(release, file));
                } else {
                  Evolution.problems(now, released)
                      .forEach(p -> problems.add("%s/%s: %s".formatted(release, file, p)));
                }
              });
    }
    // then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"name\":\"a\"                   | \"name\":\"b\"                     | MISSING_DEFAULT_VALUE",
        "\"type\":\"string\"              | \"type\":\"int\"                   | TYPE_MISMATCH",
        "\"namespace\":\"x\"              | \"namespace\":\"y\"                | renamed from x.R",
        ",\"logicalType\":\"timestamp-millis\" | ,\"doc\":\"\"                 | logical type changed at /at",
        "timestamp-millis                 | timestamp-micros                   | logical type changed at /at",
        "\"UNKNOWN\",\"B\"],\"default\":\"UNKNOWN\" | \"UNKNOWN\"]             | MISSING_ENUM_SYMBOLS"
      })
  void shouldNoticeWhatReadersOfOldRecordsWouldMiss(String before, String after, String problem) {
    // given
    Schema released = new Schema.Parser().parse(RELEASED);
    Schema present = new Schema.Parser().parse(RELEASED.replace(before, after));
    // when
    List<String> problems = Evolution.problems(present, released);
    // then
    assertThat(problems).isNotEmpty().anyMatch(found -> found.contains(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"name\":\"a\"       | {\"name\":\"n\",\"type\":\"int\",\"default\":0},{\"name\":\"a\"",
        "\"UNKNOWN\",\"B\"]    | \"UNKNOWN\",\"B\",\"C\"]",
        "{\"name\":\"a\",\"type\":\"string\"}, | ''",
        "\"namespace\":\"x\",  | \"namespace\":\"x\",\"doc\":\"better\","
      })
  void shouldAllowWhatReadersOfOldRecordsDoNotNotice(String before, String after) {
    // given
    Schema released = new Schema.Parser().parse(RELEASED);
    Schema present =
        new Schema.Parser().parse(RELEASED.replace(before, after.equals("''") ? "" : after));
    assertThat(present.toString()).isNotEqualTo(released.toString());
    // when
    List<String> problems = Evolution.problems(present, released);
    // then
    assertThat(problems).isEmpty();
  }
}
