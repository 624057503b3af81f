package dev.puente.ingest.spool;

import dev.puente.ingest.publish.Publication;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes that need no registry: topic, key, event id, trace, the fingerprint of the
 * schema that wrote the value, and the value in Avro's binary form. The schema itself lies in the
 * folder, so that a later version of the program can read what an earlier one left.
 */
final class RecordCodec {
  private static final byte VERSION = 1;
  private static final long TOMBSTONE = 0;

  /** Makes codecs for folders. */
  interface Factory {
    /** The codec of what lies in that folder. */
    RecordCodec in(Path folder);
  }

  private final Map<String, Topic<?>> topics;
  private final SchemaFiles schemas;

  RecordCodec(Topics topics, SchemaFiles schemas) {
    this.topics =
        topics.all().stream()
            .collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));
    this.schemas = schemas;
  }

  /**
   * The bytes.
   *
   * @throws IOException when the schema could not be put beside them
   */
  byte[] encode(Publication publication) throws IOException {
    @Nullable SpecificRecord value = publication.value();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    out.writeUTF(publication.topic().name());
    out.writeUTF(publication.key().text());
    out.writeUTF(publication.eventId());
    out.writeUTF(publication.traceParent());
    out.writeLong(value == null ? TOMBSTONE : schemas.keep(value.getSchema()));
    out.flush();
    if (value != null) {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecord>(
              value.getSchema(), SpecificData.getForClass(value.getClass()))
          .write(value, encoder);
      encoder.flush();
    }
    return bytes.toByteArray();
  }

  /**
   * The record of these bytes.
   *
   * @throws IOException when they are no record, or of a topic or schema that is not known
   * @throws UncheckedIOException when the disk does not give the schema: no fault of the record
   */
  Publication decode(byte[] payload) throws IOException {
    try {
      ByteArrayInputStream bytes = new ByteArrayInputStream(payload);
      DataInputStream in = new DataInputStream(bytes);
      if (in.readByte() != VERSION) {
        throw new IOException("a record of another version");
      }
      Topic<?> topic = topics.get(in.readUTF());
      if (topic == null) {
        throw new IOException("a record of an unknown topic");
      }
      TenantKey key = TenantKey.parse(in.readUTF());
      String eventId = in.readUTF();
      String trace = in.readUTF();
      long fingerprint = in.readLong();
      @Nullable SpecificRecord value =
          fingerprint == TOMBSTONE ? null : value(bytes, schemas.find(fingerprint), topic);
      return new Publication(topic, key, value, eventId, trace);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // Avro throws whatever it stumbles over; the message may quote the value.
      throw new IOException("an unreadable record: " + e.getClass().getSimpleName());
    }
  }

  private static SpecificRecord value(ByteArrayInputStream in, Schema writer, Topic<?> topic)
      throws IOException {
    SpecificData data = SpecificData.getForClass(topic.valueType());
    SpecificDatumReader<SpecificRecord> reader =
        new SpecificDatumReader<>(writer, data.getSchema(topic.valueType()), data);
    SpecificRecord value =
        topic
            .valueType()
            .cast(reader.read(null, DecoderFactory.get().directBinaryDecoder(in, null)));
    if (in.available() > 0) {
      throw new IOException("a record with bytes too many");
    }
    return value;
  }
}
