package dev.puente.matcher.notifying.codec;

import org.apache.kafka.common.serialization.Serde;

/** Writes and reads a value as a store or an internal topic does. */
public final class RoundTrip {
  private RoundTrip() {}

  /** The value as it comes back. */
  public static <T> T of(Serde<T> serde, T value) {
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
  }
}
