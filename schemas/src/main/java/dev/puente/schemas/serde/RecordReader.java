package dev.puente.schemas.serde;

import static java.util.stream.Collectors.joining;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads records of one writer schema into one class. Safe for several threads; messages hold no
 * payload.
 */
final class RecordReader<T extends SpecificRecord> {
  private final int id;
  private final Schema writer;
  private final Schema reader;
  private final DatumReader<T> datumReader;

  private RecordReader(int id, Schema writer, Schema reader, DatumReader<T> datumReader) {
    this.id = id;
    this.writer = writer;
    this.reader = reader;
    this.datumReader = datumReader;
  }

  /**
   * @throws SerializationException when the schemas have nothing to do with each other
   */
  static <T extends SpecificRecord> RecordReader<T> create(int id, Schema writer, Class<T> type) {
    SpecificData data = RecordModel.of(type);
    Schema reader = data.getSchema(type);
    if (!sameRecord(writer, reader)) {
      throw new SerializationException(
          "schema id %d is %s, expected %s".formatted(id, nameOf(writer), reader.getFullName()));
    }
    try {
      return new RecordReader<>(
          id, writer, reader, new FastReaderBuilder(data).createDatumReader(writer, reader));
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(
          "schema id %d (%s) cannot be resolved to %s: %s"
              .formatted(id, nameOf(writer), reader.getFullName(), problems(writer, reader)),
          e);
    }
  }

  T read(String topic, byte[] bytes) {
    int length = bytes.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, null);
    T record;
    try {
      record = datumReader.read(null, decoder);
    } catch (EOFException e) {
      throw unreadable(topic, "ends early, after %d bytes".formatted(bytes.length));
    } catch (AvroTypeException e) {
      throw unreadable(
          topic,
          "cannot be resolved to %s: %s".formatted(reader.getFullName(), problems(writer, reader)));
    } catch (IOException | RuntimeException e) {
      throw unreadable(
          topic,
          "is malformed near byte %d of %d (%s)"
              .formatted(
                  bytes.length - decoder.remainingBytes(),
                  bytes.length,
                  e.getClass().getSimpleName()));
    }
    int left = decoder.remainingBytes();
    if (left != 0) {
      throw unreadable(topic, "has %d bytes too many".formatted(left));
    }
    return record;
  }

  private SerializationException unreadable(String topic, String problem) {
    return new SerializationException(
        "record of topic %s, schema id %d (%s): %s".formatted(topic, id, nameOf(writer), problem));
  }

  /**
   * Records resolve by their unqualified name or an alias (Avro specification, "Schema
   * Resolution").
   */
  private static boolean sameRecord(Schema writer, Schema reader) {
    return writer.getType() == Schema.Type.RECORD
        && (writer.getName().equals(reader.getName())
            || reader.getAliases().contains(writer.getFullName()));
  }

  private static String nameOf(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? schema.getFullName()
        : "a " + schema.getType().getName();
  }

  private static String problems(Schema writer, Schema reader) {
    String problems =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()
            .stream()
            .map(i -> "%s at %s".formatted(i.getType(), i.getLocation()))
            .collect(joining("; "));
    return problems.isEmpty() ? "a value that the reader's schema has no place for" : problems;
  }
}
