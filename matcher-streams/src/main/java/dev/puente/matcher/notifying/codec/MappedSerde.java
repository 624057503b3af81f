package dev.puente.matcher.notifying.codec;

import dev.puente.matcher.serde.InternalSerde;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A domain value, stored as a generated record.
 *
 * @param <D> domain type
 * @param <A> generated type
 */
public final class MappedSerde<D, A extends SpecificRecord> implements Serde<D> {
  private final InternalSerde<A> inner;
  private final Function<D, A> write;
  private final Function<A, D> read;

  MappedSerde(Class<A> type, Function<D, A> write, Function<A, D> read) {
    this.inner = new InternalSerde<>(type);
    this.write = write;
    this.read = read;
  }

  @Override
  public Serializer<D> serializer() {
    Serializer<A> plain = inner.serializer();
    return (topic, value) -> value == null ? null : plain.serialize(topic, write.apply(value));
  }

  @Override
  public Deserializer<D> deserializer() {
    Deserializer<A> plain = inner.deserializer();
    return (topic, bytes) -> bytes == null ? null : read.apply(plain.deserialize(topic, bytes));
  }
}
