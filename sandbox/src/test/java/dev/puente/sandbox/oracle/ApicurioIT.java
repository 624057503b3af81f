package dev.puente.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.puente.event.v1.DeadLetter;
import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryException;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.serde.RandomRecords;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client and serde against a registry server that nobody here wrote: Apicurio Registry's
 * Confluent-compatible API.
 */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApicurioIT {
  private ApicurioProcess server;
  private HttpSchemaRegistryClient client;

  @BeforeAll
  void start() throws Exception {
    assumeThat(ApicurioProcess.JAR)
        .as("Apicurio is fetched by: ./mvnw -Pheavy verify (158 MB)")
        .exists();
    server = ApicurioProcess.start();
    client = client();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      client.close();
      server.close();
    }
  }

  static List<Class<? extends SpecificRecord>> types() throws Exception {
    return EventTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void shouldCarryEveryTypeThroughAnotherClient(Class<T> type) {
    // given
    String topic = "carry-" + type.getSimpleName();
    T record = new RandomRecords(new Random(7)).next(type);
    var writer = new AvroSerde<>(type, client);
    try (var other = client()) {
      var reader = new AvroSerde<>(type, other);
      // when
      byte[] bytes = writer.serializer().serialize(topic, record);
      // then
      assertThat(reader.deserializer().deserialize(topic, bytes)).isEqualTo(record);
      Schema schema = SpecificData.getForClass(type).getSchema(type);
      assertThat(other.latest(topic + "-value").schema()).isEqualTo(schema);
    }
  }

  @Test
  void shouldGetTheSameAnswersAsFromOurServer() {
    // given
    int id = client.register("answers-value", DeadLetter.getClassSchema());
    // when
    try (var other = client()) {
      // then
      assertThat(other.register("answers-value", DeadLetter.getClassSchema())).isEqualTo(id);
      assertThat(other.versions("answers-value")).containsExactly(1);
      assertThat(other.version("answers-value", 1).id()).isEqualTo(id);
      assertThat(other.subjects()).contains("answers-value");
    }
    try (var other = client()) {
      assertThat(other.id("answers-value", DeadLetter.getClassSchema())).isEqualTo(id);
    }
  }

  @Test
  void shouldBeRefusedByTheRuleThatItSets() {
    // given
    Schema breaking = SchemaBuilder.record("DeadLetter").fields().requiredInt("n").endRecord();
    client.register("rule-value", DeadLetter.getClassSchema());
    // when
    client.setCompatibility("rule-value", CompatibilityLevel.BACKWARD_TRANSITIVE);
    // then
    assertThat(client.compatibility("rule-value"))
        .isEqualTo(CompatibilityLevel.BACKWARD_TRANSITIVE);
    assertThat(client.testCompatibility("rule-value", breaking).compatible()).isFalse();
    assertThat(client.testCompatibility("rule-value", DeadLetter.getClassSchema()).compatible())
        .isTrue();
    assertThat(code(() -> client.register("rule-value", breaking))).isEqualTo(409);
  }

  @Test
  void shouldUnderstandItsErrorCodes() {
    // given
    Schema unknown = SchemaBuilder.record("Unknown").fields().requiredInt("n").endRecord();
    client.register("codes-value", DeadLetter.getClassSchema());
    // when / then
    assertThat(code(() -> client.latest("nowhere-value"))).isEqualTo(40401);
    assertThat(code(() -> client.version("codes-value", 9))).isEqualTo(40402);
    assertThat(code(() -> client.schema(987_654))).isEqualTo(40403);
    assertThat(code(() -> client.id("codes-value", unknown))).isEqualTo(40403);
  }

  private HttpSchemaRegistryClient client() {
    return new HttpSchemaRegistryClient(RegistryConfig.of(server.url()));
  }

  private static int code(ThrowingCallable call) {
    return catchThrowableOfType(SchemaRegistryException.class, call).errorCode();
  }
}
