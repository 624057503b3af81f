package dev.puente.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class NotifierPropertiesTest {
  @Test
  void shouldHaveTheDefaultsThatTheFileShows() throws IOException {
    // given
    List<PropertySource<?>> file =
        new YamlPropertySourceLoader()
            .load("defaults", new ClassPathResource("notifier-worker.yml"));
    MutablePropertySources sources = new MutablePropertySources();
    file.forEach(sources::addLast);
    Binder shown = new Binder(ConfigurationPropertySources.from(sources));

    // then
    assertThat(shown.bindOrCreate("puente.notifier", Bindable.of(NotifierProperties.class)))
        .isEqualTo(bind(Map.of()));
    assertThat(shown.bindOrCreate("puente", Bindable.of(PuenteProperties.class)))
        .isEqualTo(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("puente", Bindable.of(PuenteProperties.class)));
  }

  @Test
  void shouldUseHalfOfTheLimitUnlessABudgetIsGiven() {
    assertThat(bind(Map.of()).budgetPerMinute()).isEqualTo(1500);
    assertThat(bind(Map.of("puente.notifier.rate-budget-per-minute", "100")).budgetPerMinute())
        .isEqualTo(100);
  }

  @Test
  void shouldHoldTogetherAsItIsShipped() {
    // when
    var times = bind(Map.of()).times().delivery();

    // then
    assertThat(times.longestPollGap()).isLessThan(times.maxPollInterval());
    assertThat(times.takeoverSettling()).isEqualTo(Duration.ofSeconds(40));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "concurrency | 0 | puente.notifier.concurrency must be between 1 and 50, was 0",
        "rate-budget-per-minute | 3001 | rate-budget-per-minute must be between 0 and 3000",
        "connect-timeout | 20s | connect-timeout must be between",
        "times.drain | 20s | puente.notifier.times.drain must be longer than request-deadline",
        "times.commit-lease | 25s | puente.notifier.times.takeover-settling must be longer",
        "retry.attempts | 11 | puente.notifier.retry.attempts must be 1 to 10, was 11",
        "breaker.threshold | 0 | puente.notifier.breaker.threshold must be between",
        "poll.resume-at | 2048 | puente.notifier.poll.resume-at must be between 0 and 2047"
      })
  void shouldStopTheStartAndNameKeyValueAndRange(String key, String value, String message) {
    assertThatThrownBy(() -> bind(Map.of("puente.notifier." + key, value)))
        .rootCause()
        .hasMessageContaining(message);
  }

  @Test
  void shouldPassOnKafkaPropertiesWithDotsAndHideThem() {
    // given
    var source =
        new MapConfigurationPropertySource(
            Map.of("puente.kafka.properties.sasl.jaas.config", "password=secret"));

    // when
    var properties = new Binder(source).bindOrCreate("puente", Bindable.of(PuenteProperties.class));

    // then
    assertThat(properties.kafka().properties())
        .containsEntry("sasl.jaas.config", "password=secret");
    assertThat(properties.toString()).doesNotContain("secret");
  }

  private static NotifierProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("puente.notifier", Bindable.of(NotifierProperties.class));
  }
}
