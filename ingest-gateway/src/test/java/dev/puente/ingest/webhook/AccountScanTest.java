package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountScanTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"account\":{\"id\":3,\"name\":\"x\"}};3",
        "{\"account\" : { \"id\" : 3 }};3",
        "{\"messages\":[{\"account_id\":12}]};12",
        "{\"account\":{\"id\":3},\"account_id\":3,\"x\":{\"account_id\":4}};3,4",
        "{\"account\":{\"name\":\"x\",\"id\":3}};''",
        "{\"account_id\":\"3\"};''",
        "{\"account_id\":};''",
        "{\"account\";''",
        "{\"account\":{\"id\":;''",
        "{\"account_id\":99999999999999999999};''",
        "{\"account_id\":0};''",
        "not json at all;''"
      })
  void shouldFindIdsWithoutParsing(String body, String expected) {
    // when
    var ids = AccountScan.ids(body.getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(String.join(",", ids.stream().map(Object::toString).toList())).isEqualTo(expected);
  }
}
