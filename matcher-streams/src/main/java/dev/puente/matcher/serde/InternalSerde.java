package dev.puente.matcher.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serde of stores, repartition topics and joins: one byte with the format version, then plain Avro.
 * It asks no registry and is deterministic (maps are written in key order): the foreign-key join of
 * Kafka 4.3 compares hashes of values that were serialised again, so equal values must give equal
 * bytes for ever. Thread-safe.
 *
 * <p>A schema that changes gets a new version number; the former schemas stay readable. They lie as
 * resources beside the generated class: {@code LinkingOwner-1.avsc} is the first one.
 *
 * @param <T> generated class
 */
public final class InternalSerde<T extends SpecificRecord> implements Serde<T> {
  /** Largest value: above it a changelog record could not be written and would stop its task. */
  public static final int MAX_BYTES = 900 * 1024;

  private static final int FIRST_VERSION = 1;

  private final SpecificData model;
  private final Schema schema;
  private final int version;
  private final Map<Integer, Schema> former;

  /**
   * By format version. Resolving two schemas costs more than reading a record; readers may be
   * shared.
   */
  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /** The present schema, and the former ones that lie beside the class. */
  public InternalSerde(Class<T> type) {
    this(type, FormerSchemas.of(type));
  }

  private InternalSerde(Class<T> type, Map<Integer, Schema> former) {
    this(type, former.size() + FIRST_VERSION, former);
  }

  /**
   * A schema that changed.
   *
   * @param version number of the class's present schema, 1 to 127
   * @param former earlier schemas by their number; none above {@code version}
   */
  public InternalSerde(Class<T> type, int version, Map<Integer, Schema> former) {
    if (version < FIRST_VERSION || version > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("format version must be 1 to 127, was " + version);
    }
    if (former.keySet().stream().anyMatch(v -> v >= version || v < FIRST_VERSION)) {
      throw new IllegalArgumentException("former versions must be below " + version);
    }
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.version = version;
    this.former = Map.copyOf(former);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private byte[] write(T value) {
    var bytes = new ByteArrayOutputStream(128);
    bytes.write(version);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SortedMapWriter<T>(schema, model).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw new SerializationException(
          schema.getName() + " of " + bytes.size() + " bytes, at most " + MAX_BYTES);
    }
    return bytes.toByteArray();
  }

  private T read(byte[] bytes) {
    if (bytes.length == 0) {
      throw new SerializationException("an empty value where " + schema.getName() + " belongs");
    }
    int found = bytes[0];
    Schema writer = writerSchema(found);
    if (writer == null) {
      throw new SerializationException(
          schema.getName() + " in format version " + found + ", known up to " + version);
    }
    try {
      DatumReader<T> reader = readers.get(found);
      if (reader == null) {
        reader = new FastReaderBuilder(model).createDatumReader(writer, schema);
        readers.put(found, reader);
      }
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
    } catch (IOException | AvroRuntimeException e) {
      // The cause may quote the data.
      throw new SerializationException("unreadable " + schema.getName());
    }
  }

  private @Nullable Schema writerSchema(int found) {
    return found == version ? schema : former.get(found);
  }
}
