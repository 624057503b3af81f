package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {

  private static final SimulatorSettings DEFAULTS = SimulatorSettings.defaults();

  @Test
  void shouldRefuseAPortOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.withPort(70_000)).hasMessageContaining("was 70000");
  }

  @Test
  void shouldRefuseAJournalThatKeepsNothing() {
    assertThatThrownBy(() -> DEFAULTS.withJournalLimit(0)).hasMessageContaining("was 0");
  }

  @Test
  void shouldRefuseAFloodGuardThatLetsNothingThrough() {
    assertThatThrownBy(() -> DEFAULTS.withMessagesPerMinute(0)).hasMessageContaining("was 0");
  }

  @Test
  void shouldRefuseATimeoutThatHasPassed() {
    assertThatThrownBy(() -> DEFAULTS.withWebhookTimeout(Duration.ZERO))
        .hasMessageContaining("webhookTimeout");
  }
}
