package dev.puente.schemas.serde;

import dev.puente.schemas.registry.BoundedCache;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.registry.SchemaRegistryException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroSerializer} or Confluent's {@code KafkaAvroSerializer} wrote, resolved to
 * the schema of the generated class; null stays null. Takes Confluent's configuration keys.
 * Stricter than Confluent's in one point: bytes after the record are an error.
 *
 * <p>The registry is asked once for each schema id; an id that it does not know is asked for again
 * later. Safe for several threads. Messages of its exceptions hold no payload.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private static final int READERS_LIMIT = 1_000;

  static {
    GeneratedRecordTrust.ensure();
  }

  private final BoundedCache<Integer, RecordReader<T>> readers = new BoundedCache<>(READERS_LIMIT);
  private final boolean ownsRegistry;
  private @Nullable SchemaRegistryClient registry;
  private @Nullable Class<T> type;

  /**
   * For Kafka, which calls {@link #configure} next; reads into the class named by each writer's
   * schema.
   */
  public AvroDeserializer() {
    this.ownsRegistry = true;
  }

  /** Ready to use; reads into the class named by each writer's schema. The client is not closed. */
  public AvroDeserializer(SchemaRegistryClient registry) {
    this.ownsRegistry = false;
    this.registry = registry;
  }

  /** Ready to use for values of that class. The client stays the caller's and is not closed. */
  public AvroDeserializer(Class<T> type, SchemaRegistryClient registry) {
    this.ownsRegistry = false;
    this.type = type;
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    SerdeSettings settings = SerdeSettings.from(configs, isKey);
    if (type == null && settings.valueType() != null) {
      type = RecordClasses.asRecord(settings.valueType());
    }
    if (registry == null) {
      registry = new HttpSchemaRegistryClient(RegistryConfig.from(configs));
    }
  }

  /**
   * @throws RegistryUnavailableException when the schema is not known yet and the registry cannot
   *     be asked
   * @throws SerializationException when the bytes are not a record of the class
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, bytes);
    RecordReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = create(topic, id);
      readers.put(id, reader);
    }
    return reader.read(topic, bytes);
  }

  @Override
  public void close() {
    if (ownsRegistry && registry != null) {
      registry.close();
    }
  }

  private RecordReader<T> create(String topic, int id) {
    if (registry == null) {
      throw new IllegalStateException("configure the deserializer before its first record");
    }
    try {
      Schema writer = registry.schema(id);
      return RecordReader.create(id, writer, type == null ? RecordClasses.named(writer) : type);
    } catch (SchemaRegistryException e) {
      throw RegistryUnavailableException.translate(
          "record of topic %s, schema id %d".formatted(topic, id), e);
    }
  }
}
