package dev.puente.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  private static WorkerSettings settings(Map<String, String> properties) {
    Duration any = Duration.ofSeconds(1);
    return new WorkerSettings(
        "broker:9092",
        properties,
        any,
        "test-",
        "worker-1",
        TestTimes.DESIGNED,
        new PollSettings(any, 2, 2, 1, any, any, any, any, any),
        new InstallationSettings(1, 2, 1, 1, any, any));
  }

  @Test
  void shouldNotLetPassedOnPropertiesTouchWhatPromisesRestOn() {
    // given
    var settings =
        settings(
            Map.of(
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "auto.offset.reset", "latest",
                "acks", "1",
                "enable.idempotence", "false",
                "group.id", "mine"));

    // when
    Map<String, Object> consumer = KafkaClients.consumer(settings);
    Map<String, Object> producer = KafkaClients.producer(settings);

    // then
    assertThat(consumer)
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
        .containsEntry(ConsumerConfig.GROUP_ID_CONFIG, "test-puente-notifier")
        .containsEntry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 180_000);
    assertThat(producer)
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .hasEntrySatisfying(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            most -> assertThat((Integer) most).isGreaterThan(Topics.LARGE_BYTES));
  }

  @Test
  void shouldPassOnEverythingElseAndKeepItOutOfTexts() {
    // given
    var settings = settings(Map.of("sasl.jaas.config", "password=secret"));

    // then
    assertThat(KafkaClients.consumer(settings))
        .containsEntry("sasl.jaas.config", "password=secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }
}
