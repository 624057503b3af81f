package dev.puente.matcher.notifying.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotifyingSettingsTest {
  private static NotifyingSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("puente.notifying", NotifyingSettings.class);
  }

  @Test
  void shouldHaveTheNumbersOfTheDesignWhenNothingIsSet() {
    // when
    NotifyingSettings settings = bound(Map.of());

    // then
    assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.answerOverdue()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.settle()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.maxAttempts()).isEqualTo(8);
    assertThat(settings.slots()).isEqualTo(16);
    assertThat(settings.boxEntries()).isEqualTo(200);
    assertThat(settings.numbers().boxBytes()).isEqualTo(1 << 20);
    assertThat(settings.numbers().dedupe()).isEqualTo(Duration.ofDays(30).toMillis());
  }

  @Test
  void shouldNameKeyValueAndRangeWhenAValueIsImpossible() {
    // when
    Map<String, String> wrong = Map.of("puente.notifying.slots", "1");

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> thrown(wrong))
        .withMessage("puente.notifying.slots must be 2 to 1000, was 1");
  }

  private static void thrown(Map<String, String> properties) {
    try {
      bound(properties);
    } catch (BindException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw (IllegalArgumentException) root;
    }
  }
}
