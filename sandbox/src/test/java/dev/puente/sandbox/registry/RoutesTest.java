package dev.puente.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.registry.InMemorySchemaRegistry;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RoutesTest {
  private static final String ONE =
      """
      {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"a\\",\\"type\\":\\"string\\"}]}"}
      """;
  private static final String BREAKING =
      """
      {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"b\\",\\"type\\":\\"int\\"}]}"}
      """;

  private final Routes routes = new Routes(new InMemorySchemaRegistry());
  private final JsonMapper json = JsonMapper.builder().build();

  @BeforeEach
  void registerOne() {
    assertThat(ask("POST", "/subjects/s%2Fone/versions?normalize=false", ONE))
        .isEqualTo("200 {\"id\":1}");
  }

  @Test
  void shouldDescribeASchemaByVersionAndByLookUp() {
    // given
    String text =
        "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"string\\\"}]}";
    String described =
        "200 {\"subject\":\"s/one\",\"version\":1,\"id\":1,\"schema\":\"" + text + "\"}";
    // when
    String byVersion = ask("GET", "/subjects/s%2Fone/versions/1", "");
    // then
    assertThat(byVersion).isEqualTo(described);
    assertThat(ask("GET", "/subjects/s%2Fone/versions/latest", "")).isEqualTo(described);
    assertThat(ask("POST", "/subjects/s%2Fone", ONE)).isEqualTo(described);
    assertThat(ask("GET", "/schemas/ids/1?fetchMaxId=false&subject=x", ""))
        .isEqualTo("200 {\"schema\":\"" + text + "\"}");
  }

  @Test
  void shouldAnswerTheSchemaItselfAsJson() {
    // given
    String schema =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";
    // when
    String byId = ask("GET", "/schemas/ids/1/schema", "");
    // then
    assertThat(byId).isEqualTo("200 " + schema);
    assertThat(ask("GET", "/subjects/s%2Fone/versions/1/schema", "")).isEqualTo("200 " + schema);
  }

  @Test
  void shouldListSubjectsVersionsAndUsages() {
    // given
    ask("POST", "/subjects/two/versions", ONE);
    // when
    String subjects = ask("GET", "/subjects", "");
    // then
    assertThat(subjects).isEqualTo("200 [\"s/one\",\"two\"]");
    assertThat(ask("GET", "/subjects/two/versions", "")).isEqualTo("200 [1]");
    assertThat(ask("GET", "/schemas/ids/1/subjects", "")).isEqualTo("200 [\"s/one\",\"two\"]");
    assertThat(ask("GET", "/schemas/ids/1/versions", ""))
        .isEqualTo(
            "200 [{\"subject\":\"s/one\",\"version\":1},{\"subject\":\"two\",\"version\":1}]");
    assertThat(ask("GET", "/schemas/types", "")).isEqualTo("200 [\"AVRO\"]");
  }

  @Test
  void shouldRefuseAnIncompatibleSchemaAndSayWhyWhenTested() {
    // given
    String path = "/subjects/s%2Fone/versions";
    // when
    String refused = ask("POST", path, BREAKING);
    // then
    assertThat(refused).startsWith("409 {\"error_code\":409,\"message\":\"Schema being registered");
    assertThat(ask("POST", "/compatibility" + path + "/latest", BREAKING))
        .isEqualTo("200 {\"is_compatible\":false}");
    assertThat(ask("POST", "/compatibility" + path + "?verbose=true", BREAKING))
        .startsWith("200 {\"is_compatible\":false,\"messages\":[\"new schema cannot read");
    assertThat(ask("POST", "/compatibility/subjects/new/versions/latest", BREAKING))
        .isEqualTo("200 {\"is_compatible\":true}");
  }

  @Test
  void shouldKeepRulesPerSubject() {
    // given
    String none = "{\"compatibility\":\"NONE\"}";
    assertThat(ask("GET", "/config", ""))
        .isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(ask("GET", "/config/s%2Fone", "")).startsWith("404 {\"error_code\":40408");
    // when
    String put = ask("PUT", "/config/s%2Fone", none);
    // then
    assertThat(put).isEqualTo("200 {\"compatibility\":\"NONE\"}");
    assertThat(ask("GET", "/config/s%2Fone", ""))
        .isEqualTo("200 {\"compatibilityLevel\":\"NONE\"}");
    assertThat(ask("GET", "/config/other?defaultToGlobal=true", ""))
        .isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(ask("POST", "/subjects/s%2Fone/versions", BREAKING)).isEqualTo("200 {\"id\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "GET  | /subjects/x/versions              |                             | 404 | 40401",
        "GET  | /subjects/s%2Fone/versions/2      |                             | 404 | 40402",
        "GET  | /schemas/ids/99                   |                             | 404 | 40403",
        "POST | /subjects/s%2Fone                 | {\"schema\":\"\\\"int\\\"\"} | 404 | 40403",
        "POST | /subjects/x                       | {\"schema\":\"\\\"int\\\"\"} | 404 | 40401",
        "POST | /subjects/x/versions              | {\"schema\":\"nonsense\"}   | 422 | 42201",
        "POST | /subjects/x/versions              | {}                          | 422 | 42201",
        "POST | /subjects/x/versions              | {\"schema\":\"{}\",\"schemaType\":\"JSON\"} | 422 | 42201",
        "POST | /subjects/x/versions              | [                           | 400 | 400",
        "GET  | /subjects/s%2Fone/versions/zero   |                             | 422 | 42202",
        "GET  | /subjects/s%2Fone/versions/0      |                             | 422 | 42202",
        "PUT  | /config                           | {\"compatibility\":\"X\"}   | 422 | 42203",
        "PUT  | /subjects                         |                             | 405 | 405",
        "GET  | /nothing                          |                             | 404 | 404",
        "GET  | /schemas/ids/abc                  |                             | 404 | 404"
      })
  void shouldAnswerConfluentsErrorCodes(
      String method, String path, String body, int status, int code) {
    // given
    String sent = body == null ? "" : body;
    // when
    String answer = ask(method, path, sent);
    // then
    assertThat(answer).startsWith(status + " {\"error_code\":" + code + ",\"message\":\"");
  }

  private String ask(String method, String path, String body) {
    Answer answer = routes.answer(Question.of(method, URI.create(path), body));
    return answer.status() + " " + json.writeValueAsString(answer.body());
  }
}
