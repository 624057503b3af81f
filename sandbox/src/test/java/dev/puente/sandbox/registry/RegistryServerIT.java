package dev.puente.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.puente.event.v1.DeadLetter;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.broker.PortBusyException;
import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegisteredSchema;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryServerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private EmbeddedBroker broker;

  @BeforeAll
  void startBroker(@TempDir Path folder) {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder));
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldKeepIdsVersionsAndRulesWhenItIsStartedAgain() {
    // given
    Schema first = schema("a");
    Schema second = schema("a", "b");
    int firstId;
    int secondId;
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var client = client(server)) {
      firstId = client.register("kept-value", first);
      secondId = client.register("kept-value", second);
      client.setCompatibility("free-value", CompatibilityLevel.NONE);
    }
    // when
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var client = client(server)) {
      // then
      assertThat(client.schema(firstId)).isEqualTo(first);
      assertThat(client.latest("kept-value"))
          .isEqualTo(new RegisteredSchema("kept-value", 2, secondId, second));
      assertThat(client.register("kept-value", first)).isEqualTo(firstId);
      assertThat(client.compatibility("free-value")).isEqualTo(CompatibilityLevel.NONE);
      assertThat(client.compatibility("kept-value"))
          .isEqualTo(CompatibilityLevel.BACKWARD_TRANSITIVE);
      assertThat(client.register("next-value", schema("z"))).isGreaterThan(secondId);
    }
  }

  @Test
  void shouldAnswerAllCallsOfTheClient() {
    // given
    Schema breaking = SchemaBuilder.record("R").fields().requiredInt("new").endRecord();
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var client = client(server)) {
      int id = client.register("all/calls-value", DeadLetter.getClassSchema());
      // when
      var refusal =
          catchThrowableOfType(
              SchemaRegistryException.class, () -> client.register("all/calls-value", breaking));
      // then
      assertThat(refusal.errorCode()).isEqualTo(409);
      assertThat(client.id("all/calls-value", DeadLetter.getClassSchema())).isEqualTo(id);
      assertThat(client.subjects()).contains("all/calls-value");
      assertThat(client.versions("all/calls-value")).containsExactly(1);
      assertThat(client.version("all/calls-value", 1).schema())
          .isEqualTo(DeadLetter.getClassSchema());
      assertThat(client.testCompatibility("all/calls-value", breaking).messages()).isNotEmpty();
      assertThat(client.testCompatibility("unheard-value", breaking).compatible()).isTrue();
      assertThat(client.compatibility(null)).isEqualTo(CompatibilityLevel.BACKWARD_TRANSITIVE);
    }
  }

  @Test
  void shouldWriteRecordsThatUsersOfConfluentsRegistryRecognise() {
    // given
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var client = client(server)) {
      // when
      int id = client.register("seen-value", schema("q"));
      // then
      String value =
          "{\"subject\":\"seen-value\",\"version\":1,\"id\":%d,\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"q\\\",\\\"type\\\":[\\\"null\\\",\\\"string\\\"],\\\"default\\\":null}]}\",\"deleted\":false}"
              .formatted(id);
      assertThat(records())
          .contains(
              "{\"keytype\":\"SCHEMA\",\"subject\":\"seen-value\",\"version\":1,\"magic\":1}="
                  + value);
    }
  }

  @Test
  void shouldGiveOneIdWhenManyRegisterTheSameSchemaAtOnce() throws Exception {
    // given
    List<Future<Integer>> ids;
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 20)
              .<Callable<Integer>>mapToObj(
                  i ->
                      () -> {
                        try (var client = client(server)) {
                          return client.register("rush-value", schema("r"));
                        }
                      })
              .toList();
      // when
      ids = threads.invokeAll(tasks);
    }
    // then
    int expected = ids.getFirst().get();
    for (Future<Integer> id : ids) {
      assertThat(id.get()).isEqualTo(expected);
    }
  }

  @Test
  void shouldAnswerJsonErrorsToWrongRequests() throws Exception {
    // given
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0);
        var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + "/subjects/x/versions"))
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      // when
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      // then
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body()).startsWith("{\"error_code\":415");
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("application/vnd.schemaregistry.v1+json");
    }
  }

  @Test
  void shouldNameTheBusyPort() {
    // given
    try (var server = RegistryServer.start(broker.bootstrapServers(), 0)) {
      // when
      var failure =
          assertThatThrownBy(() -> RegistryServer.start(broker.bootstrapServers(), server.port()));
      // then
      failure.isInstanceOf(PortBusyException.class);
    }
  }

  private List<String> records() {
    List<String> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition("_schemas", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(r -> records.add(r.key() + "=" + r.value()));
                return consumer.position(partition) >= end;
              });
    }
    return records;
  }

  private static HttpSchemaRegistryClient client(RegistryServer server) {
    return new HttpSchemaRegistryClient(RegistryConfig.of(server.url()));
  }

  private static Schema schema(String... fields) {
    var builder = SchemaBuilder.record("R").fields();
    for (String field : fields) {
      builder = builder.optionalString(field);
    }
    return builder.endRecord();
  }
}
