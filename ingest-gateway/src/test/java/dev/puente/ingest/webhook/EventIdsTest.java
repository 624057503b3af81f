package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static String changed(String file, String from, String to) {
    String text = new String(Payloads.bytes(file + ".json"), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return Payloads.event(text.replace(from, to)).getEventId();
  }

  private static String id(String file) {
    return Payloads.file(file).getEventId();
  }

  @Test
  void shouldGiveEveryPayloadItsOwnId() {
    // when
    Set<String> ids = new HashSet<>();
    Payloads.names().forEach(name -> ids.add(Payloads.event(Payloads.bytes(name)).getEventId()));

    // then
    assertThat(ids).hasSize(Payloads.names().size());
  }

  @Test
  void shouldIdentifyCreatedMessageByItsIdOnly() {
    // given
    String file = "message_created.whatsapp_incoming_phone";

    // then
    assertThat(changed(file, "Hi, where is", "Where is")).isEqualTo(id(file));
    assertThat(changed(file, "90211", "90212")).isNotEqualTo(id(file));
  }

  @Test
  void shouldIdentifyUpdatedMessageByWhatCanChange() {
    // given
    String file = "message_updated.delivered";

    // then
    assertThat(changed(file, "\"status\": \"delivered\"", "\"status\": \"read\""))
        .isNotEqualTo(id(file));
    assertThat(changed(file, "\"unread_count\": 0", "\"unread_count\": 1")).isEqualTo(id(file));
    assertThat(changed(file, "Hello Maria!", "Hello!")).isNotEqualTo(id(file));
  }

  @Test
  void shouldIgnoreTheTimeOfTheLinkInConversationEvents() {
    // given
    String file = "conversation_updated.labels";
    String time = "\"updated_at\": \"2026-07-27T10:00:00.512Z\"";

    // then
    assertThat(changed(file, time, "\"updated_at\": \"2027-07-27T10:00:00.512Z\""))
        .isEqualTo(id(file));
    assertThat(changed(file, "\"open\"", "\"resolved\"")).isNotEqualTo(id(file));
  }

  @Test
  void shouldNotDependOnTheOrderOfNames() {
    assertThat(Payloads.event("{\"event\":\"x\",\"a\":1,\"b\":{\"c\":2,\"d\":3}}").getEventId())
        .isEqualTo(
            Payloads.event("{\"b\":{\"d\":3,\"c\":2},\"a\":1,\"event\":\"x\"}").getEventId());
  }
}
