package dev.puente.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.registry.SchemaRegistryException;
import dev.puente.schemas.sample.Sample;
import dev.puente.schemas.sample.SampleState;
import dev.puente.schemas.sample.SampleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
  private static final String TOPIC = "samples";
  private static final String SUBJECT = "samples-value";

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerde<Sample> serde = new AvroSerde<>(Sample.class, registry);

  @Test
  void shouldReadBackWhatItWroteWhenAllKindsOfFieldsAreSet() {
    // given
    Sample sample = sample();
    // when
    byte[] bytes = serde.serializer().serialize(TOPIC, sample);
    Sample read = serde.deserializer().deserialize(TOPIC, bytes);
    // then
    assertThat(read).isEqualTo(sample);
    assertThat(read.getDueAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
    assertThat(read.getAttributes()).containsEntry("visits", 3L);
  }

  @Test
  void shouldPutZeroAndBigEndianIdBeforeTheAvroBinary() throws IOException {
    // given
    Sample sample = sample();
    // when
    byte[] bytes = serde.serializer().serialize(TOPIC, sample);
    // then
    int id = registry.id(SUBJECT, Sample.getClassSchema());
    assertThat(Arrays.copyOf(bytes, 5)).isEqualTo(ByteBuffer.allocate(5).putInt(1, id).array());
    ByteBuffer avro = Sample.getEncoder().encode(sample);
    // toByteBuffer() has the ten bytes of Avro's own single-object header instead
    assertThat(ByteBuffer.wrap(bytes, 5, bytes.length - 5)).isEqualTo(avro.position(10));
  }

  @Test
  void shouldKeepTombstonesNull() {
    // given
    var unused = registry;
    // when
    byte[] bytes = serde.serializer().serialize(TOPIC, null);
    // then
    assertThat(bytes).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    assertThat(unused.subjects()).isEmpty();
  }

  @Test
  void shouldAskTheRegistryOnceForManyRecords() {
    // given
    var counting = new CountingRegistry();
    var counted = new AvroSerde<>(Sample.class, counting);
    // when
    for (int i = 0; i < 100; i++) {
      byte[] bytes = counted.serializer().serialize(i % 2 == 0 ? TOPIC : "other", sample());
      counted.deserializer().deserialize(TOPIC, bytes);
    }
    // then
    assertThat(counting.calls)
        .containsExactly("register samples-value", "schema 1", "register other-value");
  }

  @Test
  void shouldAskAgainWhenAnUnknownIdIsRegisteredLater() {
    // given
    var elsewhere = new InMemorySchemaRegistry();
    byte[] bytes = new AvroSerde<>(Sample.class, elsewhere).serializer().serialize(TOPIC, sample());
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("not found");
    // when
    registry.register(SUBJECT, Sample.getClassSchema());
    // then
    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(sample());
  }

  @Test
  void shouldFillDefaultsAndSkipUnknownFieldsWhenTheWriterHasAnotherVersion() throws IOException {
    // given
    Schema writer =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Sample","namespace":"com.example.other","fields":[
                  {"name":"unknown","type":{"type":"array","items":"string"}},
                  {"name":"state","type":{"type":"enum","name":"SampleState","symbols":["OPEN","FUTURE"]}},
                  {"name":"seen_at","type":"long"},
                  {"name":"id","type":"string"}]}
                """);
    var generic =
        new GenericRecordBuilder(writer)
            .set("unknown", List.of("a", "b"))
            .set("state", new GenericData.EnumSymbol(writer.getField("state").schema(), "FUTURE"))
            .set("seen_at", 5L)
            .set("id", "i")
            .build();
    int id = registry.register("foreign-value", writer);
    // when
    Sample read = serde.deserializer().deserialize(TOPIC, wire(id, generic));
    // then
    assertThat(read)
        .isEqualTo(
            Sample.newBuilder()
                .setId("i")
                .setSeenAt(Instant.ofEpochMilli(5))
                .setState(SampleState.UNKNOWN)
                .build());
  }

  @Test
  void shouldRefuseARecordOfAnotherName() throws IOException {
    // given
    Schema other =
        new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");
    byte[] bytes = wire(registry.register("o-value", other), new GenericData.Record(other));
    // when
    var failure = assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes));
    // then
    failure
        .isInstanceOf(SerializationException.class)
        .hasMessage("schema id 1 is Other, expected dev.puente.schemas.sample.Sample");
  }

  @Test
  void shouldNameTheMissingFieldWhenTheWriterCannotBeResolved() throws IOException {
    // given
    Schema writer =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Sample","fields":[{"name":"id","type":"string"}]}
                """);
    byte[] bytes =
        wire(
            registry.register("s", writer),
            new GenericRecordBuilder(writer).set("id", "secret").build());
    // when
    var failure = assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes));
    // then
    failure
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldSayWhatIsWrongWhenBytesAreDamaged() {
    // given
    byte[] good = serde.serializer().serialize(TOPIC, sample());
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 7;
    // when / then
    assertUnreadable(new byte[0], "0 bytes are too short");
    assertUnreadable(Arrays.copyOf(good, 4), "4 bytes are too short");
    assertUnreadable(wrongMagic, "magic byte is 0x07");
    assertUnreadable(Arrays.copyOf(good, good.length - 1), "ends early");
    assertUnreadable(Arrays.copyOf(good, 5), "ends early");
    assertUnreadable(Arrays.copyOf(good, good.length + 3), "has 3 bytes too many");
  }

  @Test
  void shouldNameTheNullFieldAndNoValueWhenARecordDoesNotFit() {
    // given
    Sample sample = sample();
    ((SampleText) sample.getBody()).put("text", null);
    // when
    var failure = assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, sample));
    // then
    failure
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("required field body.text is null")
        .hasMessageNotContaining("client-17")
        .hasNoCause();
  }

  @Test
  void shouldSerializeNextRecordWhenOneFailed() {
    // given
    Sample bad = sample();
    bad.put("id", null);
    assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, bad))
        .isInstanceOf(SerializationException.class);
    // when
    byte[] bytes = serde.serializer().serialize(TOPIC, sample());
    // then
    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(sample());
  }

  @Test
  void shouldTellAnAbsentRegistryFromABadRecord() {
    // given
    var absent =
        new CountingRegistry() {
          @Override
          public Schema schema(int id) {
            throw new SchemaRegistryException(503, 503, "down");
          }
        };
    byte[] bytes = serde.serializer().serialize(TOPIC, sample());
    // when
    var failure =
        assertThatThrownBy(
            () -> new AvroSerde<>(Sample.class, absent).deserializer().deserialize(TOPIC, bytes));
    // then
    failure.isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void shouldRefuseAnIncompatibleSchemaOfAnEarlierProgram() {
    // given
    registry.register(
        SUBJECT,
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Sample","namespace":"dev.puente.schemas.sample","fields":[
                  {"name":"id","type":"int"}]}
                """));
    // when
    var failure = assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, sample()));
    // then
    failure
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("TYPE_MISMATCH")
        .hasMessageContaining(SUBJECT);
  }

  @Test
  void shouldReadAndWriteFromManyVirtualThreadsAtOnce() throws Exception {
    // given
    List<Future<Boolean>> results;
    // when
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> task =
          () -> {
            Sample sample = sample();
            sample.setId(Thread.currentThread().toString());
            byte[] bytes = serde.serializer().serialize(TOPIC, sample);
            return sample.equals(serde.deserializer().deserialize(TOPIC, bytes));
          };
      results = threads.invokeAll(java.util.Collections.nCopies(2_000, task));
    }
    // then
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  private void assertUnreadable(byte[] bytes, String message) {
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("topic samples")
        .hasMessageContaining(message)
        .hasMessageNotContaining("client-17");
  }

  static byte[] wire(int id, GenericData.Record record) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).putInt(1, id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
    return out.toByteArray();
  }

  static Sample sample() {
    return Sample.newBuilder()
        .setId("client-17")
        .setSeenAt(Instant.EPOCH)
        .setDueAt(Instant.ofEpochMilli(1_700_000_000_123L))
        .setPrice(new BigDecimal("12.50"))
        .setState(SampleState.OPEN)
        .setBody(SampleText.newBuilder().setText("hola").setWrittenAt(Instant.EPOCH).build())
        .setAttributes(Map.of("visits", 3L))
        .setChildren(List.of(SampleText.newBuilder().setText("ñ").build()))
        .build();
  }
}
