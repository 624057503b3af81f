package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.json.JsonText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SurrogatesTest {
  @Test
  void shouldReplaceHalvesOnly() {
    assertThat(Surrogates.replaced("")).isEmpty();
    assertThat(Surrogates.replaced("Córdoba")).isEqualTo("Córdoba");
    assertThat(Surrogates.replaced("a😀b😀")).isEqualTo("a😀b😀");
    assertThat(Surrogates.replaced("\uD83D")).isEqualTo("\ufffd");
    assertThat(Surrogates.replaced("😀\uDE00x")).isEqualTo("😀\ufffdx");
    assertThat(Surrogates.replaced("a\uD83Da😀\uD83D")).isEqualTo("a\ufffda😀\ufffd");
    assertThat(Surrogates.replaced("\uD83D\uD83D\uDE00")).isEqualTo("\ufffd😀");
  }

  @Test
  void shouldBeEscapesInJson() {
    // given
    String long1 = "x".repeat(9_001);
    String text = "😀\uD83D" + long1 + "😀é\uDE00";

    // when
    String json = JsonText.lenient().write(JsonNodeFactory.instance.objectNode().put("a", text));

    // then
    assertThat(json).isEqualTo("{\"a\":\"😀\\uD83D" + long1 + "😀é\\uDE00\"}");
  }
}
