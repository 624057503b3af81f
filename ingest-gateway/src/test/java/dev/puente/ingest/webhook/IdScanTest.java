package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdScanTest {
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
  void shouldFindAccountsWithoutParsing(String body, String expected) {
    assertThat(joined(scan(body).accounts())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"inbox\":{\"id\":7,\"name\":\"x\"}};7",
        "{\"conversation\":{\"inbox_id\":7,\"contact_inbox\":{\"id\":5,\"inbox_id\":8}}};7,8",
        "{\"contact_inbox\":{\"id\":5}};''",
        "{\"inbox\":null,\"inbox_id\":\"7\"};''",
        "{\"id\":7,\"i\":1};''",
        "\";''"
      })
  void shouldFindInboxesWithoutParsing(String body, String expected) {
    assertThat(joined(scan(body).inboxes())).isEqualTo(expected);
  }

  @Test
  void shouldCollectSomeAndNoMore() {
    // given
    String many =
        IntStream.range(1, 100)
            .mapToObj(i -> "{\"account_id\":" + i + ",\"inbox_id\":" + i + "}")
            .collect(Collectors.joining(",", "[", "]"));

    // then
    assertThat(scan(many).accounts()).hasSize(IdScan.LIMIT).startsWith(1L, 2L);
    assertThat(scan(many).inboxes()).hasSize(IdScan.LIMIT);
  }

  private static IdScan scan(String body) {
    return IdScan.of(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String joined(Set<Long> ids) {
    return ids.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
