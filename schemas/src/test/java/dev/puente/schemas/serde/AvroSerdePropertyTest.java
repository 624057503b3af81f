package dev.puente.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.sample.Sample;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.errors.SerializationException;

class AvroSerdePropertyTest {
  private static final String TOPIC = "samples";

  private final AvroSerde<Sample> serde =
      new AvroSerde<>(Sample.class, new InMemorySchemaRegistry());

  @Property(tries = 500)
  void shouldReadBackEveryRecord(@ForAll long seed) {
    // given
    Sample sample = new RandomRecords(new Random(seed)).next(Sample.class);
    // when
    byte[] bytes = serde.serializer().serialize(TOPIC, sample);
    // then
    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(sample);
  }

  @Property(tries = 3_000)
  void shouldFailOnlyWithSerializationExceptionOnRandomBytes(@ForAll byte[] body) {
    // given
    byte[] known = serde.serializer().serialize(TOPIC, AvroSerdeTest.sample());
    byte[] bytes = Arrays.copyOf(known, 5 + body.length);
    System.arraycopy(body, 0, bytes, 5, body.length);
    // when
    Throwable failure = catchThrowable(() -> serde.deserializer().deserialize(TOPIC, bytes));
    // then
    assertThat(failure == null || failure instanceof SerializationException).isTrue();
  }

  @Property(tries = 3_000)
  void shouldFailOnlyWithSerializationExceptionWhenOneByteIsChanged(
      @ForAll long seed, @ForAll byte changed, @ForAll @IntRange(max = 1_000_000) int where) {
    // given
    Sample sample = new RandomRecords(new Random(seed)).next(Sample.class);
    byte[] bytes = serde.serializer().serialize(TOPIC, sample);
    bytes[where % bytes.length] = changed;
    // when
    Throwable failure = catchThrowable(() -> serde.deserializer().deserialize(TOPIC, bytes));
    // then
    assertThat(failure == null || failure instanceof SerializationException).isTrue();
  }

  @Property(tries = 500)
  void shouldRefuseEveryTruncatedRecord(
      @ForAll long seed, @ForAll @IntRange(max = 1_000_000) int where) {
    // given
    Sample sample = new RandomRecords(new Random(seed)).next(Sample.class);
    byte[] bytes = serde.serializer().serialize(TOPIC, sample);
    // when
    byte[] cut = Arrays.copyOf(bytes, where % bytes.length);
    // then
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, cut))
        .isInstanceOf(SerializationException.class);
  }
}
