package dev.puente.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.sandbox.net.LoopbackProxy;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final String TOPIC = "letters";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void shouldKeepRecordsAndGroupOffsetsWhenItIsStartedAgainOnTheSameFolder() throws Exception {
    // given
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      createTopic(broker.bootstrapServers(), Map.of());
      produce(broker.bootstrapServers(), "a", "b", "c");
      assertThat(consume(broker.bootstrapServers(), 3)).containsExactly("a", "b", "c");
    }
    // when
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      produce(broker.bootstrapServers(), "d");
      // then
      assertThat(consume(broker.bootstrapServers(), 1)).containsExactly("d");
    }
  }

  @Test
  void shouldKeepAcknowledgedRecordsWhenItsProcessIsKilled() throws Exception {
    // given
    try (var killed = BrokerProcess.start(folder)) {
      createTopic(killed.bootstrapServers(), Map.of());
      produce(killed.bootstrapServers(), "a", "b", "c");
      assertThat(consume(killed.bootstrapServers(), 3)).hasSize(3);
      produce(killed.bootstrapServers(), "d");
      // when
      killed.kill();
    }
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      // then
      assertThat(consume(broker.bootstrapServers(), 1)).containsExactly("d");
    }
  }

  @Test
  void shouldRunTwiceInOneJvm() throws Exception {
    // given
    try (var one = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("one")));
        var two = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("two")))) {
      createTopic(one.bootstrapServers(), Map.of());
      createTopic(two.bootstrapServers(), Map.of());
      // when
      produce(one.bootstrapServers(), "in one");
      produce(two.bootstrapServers(), "in two");
      // then
      assertThat(consume(one.bootstrapServers(), 1)).containsExactly("in one");
      assertThat(consume(two.bootstrapServers(), 1)).containsExactly("in two");
    }
  }

  @Test
  void shouldTakeTheLargestRecordOfTheCatalogue() throws Exception {
    // given
    String large = "x".repeat(Topics.LARGE_BYTES - 1_000);
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      createTopic(
          broker.bootstrapServers(),
          Map.of("max.message.bytes", Integer.toString(Topics.LARGE_BYTES)));
      // when
      produce(broker.bootstrapServers(), large);
      // then
      assertThat(consume(broker.bootstrapServers(), 1)).containsExactly(large);
    }
  }

  @Test
  void shouldKeepClientsOfTheExtraListenerBehindTheirProxy() throws Exception {
    // given
    try (var proxy = new LoopbackProxy()) {
      var extra = new BrokerSettings.ExtraListener(0, proxy.port());
      try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder).withExtraListener(extra))) {
        proxy.forwardTo(broker.extraPort());
        createTopic(broker.bootstrapServers(), Map.of());
        assertThat(proxy.bytes()).isZero();
        // when
        produce("127.0.0.1:" + proxy.port(), "x".repeat(100_000));
        // then
        assertThat(proxy.bytes()).isGreaterThan(100_000);
        assertThat(consume(broker.bootstrapServers(), 1)).hasSize(1);
      }
    }
  }

  @Test
  void shouldNameTheBusyPort() throws IOException {
    // given
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int busy = other.getLocalPort();
      // when
      var failure =
          assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder).withPort(busy)));
      // then
      failure
          .isInstanceOf(PortBusyException.class)
          .hasMessage("port " + busy + " of 127.0.0.1 is busy");
    }
  }

  @Test
  void shouldSayThatTheFolderIsInUse() {
    // given
    try (var first = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      // when
      var failure = assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder)));
      // then
      failure
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("lock");
      assertThat(first.port()).isPositive();
    }
  }

  private static void createTopic(String servers, Map<String, String> config) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var topic = new NewTopic(TOPIC, 1, (short) 1).configs(config);
      admin.createTopics(List.of(topic)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void produce(String servers, String... values) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "max.request.size", 9_000_000);
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  /** Goes on where the group stopped, and commits. */
  private static List<String> consume(String servers, int count) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", servers);
    config.put("group.id", "readers");
    config.put("auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
                return values.size() >= count;
              });
      consumer.commitSync(LIMIT);
    }
    return values;
  }
}
