package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void shouldEscapeHalvesInJson() {
    assertThat(Surrogates.escaped("{\"a\":\"😀\uD83D\"}")).isEqualTo("{\"a\":\"😀\\ud83d\"}");
  }
}
