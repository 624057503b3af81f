package dev.puente.matcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  @Test
  void shouldSendNoBatchBehindOneThatMayBeRefused() {
    // given
    Map<String, Object> map = new HashMap<>(StreamsProperties.defaults());
    map.put(StreamsConfig.APPLICATION_ID_CONFIG, "puente-linking");
    map.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    map.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);

    // when
    Map<String, Object> producer = new StreamsConfig(map).getProducerConfigs("a-producer");

    // then
    assertThat(producer).containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
  }
}
