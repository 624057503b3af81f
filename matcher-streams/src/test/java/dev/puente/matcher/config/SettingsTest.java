package dev.puente.matcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SettingsTest {
  private static final String TOKEN = "0123456789abcdef";

  private static MatcherSettings matcher(int threads, Duration commit, String server) {
    return new MatcherSettings(
        Path.of("state"),
        threads,
        0,
        commit,
        DataSize.ofMegabytes(96),
        server,
        10,
        Duration.ofSeconds(30));
  }

  private static PuenteSettings puente(String token, String deployment) {
    return new PuenteSettings(
        new PuenteSettings.Kafka("localhost:9092", Map.of("a", "b"), Duration.ofSeconds(60)),
        URI.create("http://localhost:8085"),
        "",
        null,
        false,
        Duration.ofSeconds(5),
        token,
        deployment);
  }

  @Test
  void shouldNameKeyValueAndRangeOfAWrongValue() {
    assertThatThrownBy(() -> matcher(0, Duration.ofMillis(25), "h:1"))
        .hasMessage("puente.matcher.threads must be 1 to 64, was 0");
    assertThatThrownBy(() -> matcher(1, Duration.ofMillis(1), "h:1"))
        .hasMessageContaining("puente.matcher.commit-interval");
    assertThatThrownBy(() -> matcher(1, Duration.ofMillis(25), "no port"))
        .hasMessageContaining("puente.matcher.application-server");
    assertThatThrownBy(() -> new LinkingSettings(Duration.ofMinutes(11)))
        .hasMessageContaining("puente.linking.stable-after");
    assertThatThrownBy(() -> puente(TOKEN, "Not Allowed"))
        .hasMessageContaining("puente.deployment");
    assertThatThrownBy(() -> new PuenteSettings.Kafka(" ", Map.of(), Duration.ofSeconds(60)))
        .hasMessageContaining("puente.kafka.bootstrap-servers");
  }

  @Test
  void shouldNeverShowTheToken() {
    // given
    PuenteSettings settings = puente(TOKEN, "puente");

    // when
    String text = settings.toString();

    // then
    assertThat(text).doesNotContain(TOKEN);
    assertThatThrownBy(() -> puente("short", "puente"))
        .hasMessageContaining("puente.internal-token")
        .hasMessageNotContaining("short");
  }
}
