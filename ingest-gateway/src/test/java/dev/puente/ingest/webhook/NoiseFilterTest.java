package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseFilterTest {
  private final ChatwootEventReader reader = new ChatwootEventReader(JsonText.lenient());

  @Test
  void shouldTakeOnlyTypingAndMovedClocksForNoise() {
    // when
    List<String> noise =
        Payloads.names().stream()
            .filter(name -> NoiseFilter.isNoise(reader.payload(Payloads.bytes(name))))
            .toList();

    // then
    assertThat(noise)
        .containsExactly(
            "contact_updated.last_activity_only.json",
            "conversation_typing_off.contact.json",
            "conversation_typing_on.agent.json");
  }

  @Test
  void shouldTakeMovedClocksOfAConversationForNoise() {
    assertThat(noise("waiting_since", "updated_at")).isTrue();
    assertThat(noise("waiting_since", "status")).isFalse();
    assertThat(noise()).isFalse();
  }

  private boolean noise(String... changed) {
    String list =
        String.join(",", List.of(changed).stream().map(c -> "{\"" + c + "\":{}}").toList());
    String body = "{\"event\":\"conversation_updated\",\"changed_attributes\":[" + list + "]}";
    return NoiseFilter.isNoise(
        reader.payload(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
