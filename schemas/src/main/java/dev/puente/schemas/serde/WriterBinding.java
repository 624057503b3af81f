package dev.puente.schemas.serde;

import dev.puente.schemas.registry.RegisteredSchema;
import dev.puente.schemas.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * How records of one class are written to one topic.
 *
 * @param schema the record class's schema, compared by identity
 * @param id the schema id in front of the bytes
 */
record WriterBinding(String topic, Schema schema, int id, DatumWriter<SpecificRecord> writer) {

  @SuppressWarnings("ReferenceEquality") // a generated schema is a constant, its equals() is deep
  boolean fits(String wantedTopic, Schema wantedSchema) {
    return schema == wantedSchema && topic.equals(wantedTopic);
  }

  /** Asks the registry which id to use. */
  static WriterBinding create(
      SchemaRegistryClient registry, SerdeSettings settings, String topic, SpecificRecord sample) {
    Schema own = sample.getSchema();
    String subject = settings.subject(topic);
    DatumWriter<SpecificRecord> writer =
        new SpecificDatumWriter<>(own, SpecificData.getForClass(sample.getClass()));
    Schema published = settings.removeJavaProperties() ? JavaProperties.removed(own) : own;
    if (settings.autoRegister()) {
      return new WriterBinding(topic, own, registry.register(subject, published), writer);
    }
    if (!settings.useLatest()) {
      return new WriterBinding(topic, own, registry.id(subject, published), writer);
    }
    RegisteredSchema latest = registry.latest(subject);
    if (sameBytes(own, latest.schema())) {
      return new WriterBinding(topic, own, latest.id(), writer);
    }
    if (settings.latestStrict() && !reads(latest.schema(), own)) {
      throw new SerializationException(
          "newest schema of subject %s (version %d) cannot read records of %s; latest.compatibility.strict forbids it"
              .formatted(subject, latest.version(), own.getFullName()));
    }
    return new WriterBinding(topic, own, latest.id(), new Converting(own, latest.schema(), writer));
  }

  private static boolean sameBytes(Schema a, Schema b) {
    return SchemaNormalization.toParsingForm(a).equals(SchemaNormalization.toParsingForm(b));
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  /**
   * Writes with the own schema, reads that with the target's and writes again: right whatever the
   * order of fields.
   */
  private record Converting(Schema own, Schema target, DatumWriter<SpecificRecord> writer)
      implements DatumWriter<SpecificRecord> {
    @Override
    public void setSchema(@Nullable Schema schema) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(SpecificRecord record, Encoder out) throws IOException {
      var bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(record, encoder);
      encoder.flush();
      Object converted =
          new GenericDatumReader<>(own, target)
              .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
      new GenericDatumWriter<>(target).write(converted, out);
    }
  }
}
