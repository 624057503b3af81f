package dev.puente.matcher.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that their topic would not take, before the producer sees them: a refusal by the
 * producer ends the whole transaction.
 *
 * @param <T> type of the values
 */
public final class BoundedSerde<T> implements Serde<T> {
  private final Serde<T> inner;
  private final int maxBytes;

  /** Values of at most {@code maxBytes}. */
  public BoundedSerde(Serde<T> inner, int maxBytes) {
    this.inner = inner;
    this.maxBytes = maxBytes;
  }

  @Override
  public Serializer<T> serializer() {
    Serializer<T> plain = inner.serializer();
    return new Serializer<>() {
      @Override
      public byte @Nullable [] serialize(String topic, T value) {
        return checked(topic, plain.serialize(topic, value));
      }

      @Override
      public byte @Nullable [] serialize(String topic, Headers headers, T value) {
        return checked(topic, plain.serialize(topic, headers, value));
      }
    };
  }

  @Override
  public Deserializer<T> deserializer() {
    return inner.deserializer();
  }

  private byte @Nullable [] checked(String topic, byte @Nullable [] bytes) {
    if (bytes != null && bytes.length > maxBytes) {
      throw new SerializationException(
          "a value of " + bytes.length + " bytes for " + topic + ", which takes " + maxBytes);
    }
    return bytes;
  }
}
