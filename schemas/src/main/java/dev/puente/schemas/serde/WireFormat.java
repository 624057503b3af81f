package dev.puente.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The five bytes before the Avro binary: zero, then the schema id as big-endian int. Source:
 * Confluent Schema Registry, "Wire format".
 */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /**
   * @throws SerializationException when the bytes do not begin with a header
   */
  static int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new SerializationException(
          "record of topic %s: %d bytes are too short for a magic byte and a schema id"
              .formatted(topic, bytes.length));
    }
    if (bytes[0] != MAGIC) {
      throw new SerializationException(
          "record of topic %s: magic byte is 0x%02x, expected 0x00 (Avro with schema id)"
              .formatted(topic, bytes[0]));
    }
    return ByteBuffer.wrap(bytes).getInt(1);
  }
}
