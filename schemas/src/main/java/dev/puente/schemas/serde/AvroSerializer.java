package dev.puente.schemas.serde;

import dev.puente.schemas.registry.BoundedCache;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.registry.SchemaRegistryException;
import dev.puente.schemas.serde.Workspaces.Workspace;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated Avro records as Confluent's {@code KafkaAvroSerializer} does: zero byte, schema
 * id, Avro binary; null stays null. Takes the same configuration keys ({@link RegistryConfig}), so
 * that either can be named in {@code value.serializer}.
 *
 * <p>The registry is asked once for each topic and record class. Safe for several threads. Messages
 * of its exceptions name topic, schema and field, never a value.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private static final int BINDINGS_LIMIT = 1_000;

  static {
    GeneratedRecordTrust.ensure();
  }

  private record BindingKey(String topic, Schema schema) {
    @Override
    @SuppressWarnings("ReferenceEquality") // a generated schema is a constant, its equals() is deep
    public boolean equals(@Nullable Object other) {
      return other instanceof BindingKey(String otherTopic, Schema otherSchema)
          && schema == otherSchema
          && topic.equals(otherTopic);
    }

    @Override
    public int hashCode() {
      return 31 * topic.hashCode() + System.identityHashCode(schema);
    }
  }

  private final BoundedCache<BindingKey, WriterBinding> bindings =
      new BoundedCache<>(BINDINGS_LIMIT);
  private final Workspaces workspaces = new Workspaces();
  private final boolean ownsRegistry;
  private @Nullable SchemaRegistryClient registry;
  private SerdeSettings settings = SerdeSettings.VALUE_DEFAULTS;
  private volatile @Nullable WriterBinding last;

  /** For Kafka, which calls {@link #configure} next. */
  public AvroSerializer() {
    this.ownsRegistry = true;
  }

  /**
   * Ready to use for values, with default settings. The client stays the caller's and is not
   * closed.
   */
  public AvroSerializer(SchemaRegistryClient registry) {
    this.ownsRegistry = false;
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    settings = SerdeSettings.from(configs, isKey);
    if (registry == null) {
      registry = new HttpSchemaRegistryClient(RegistryConfig.from(configs));
    }
  }

  /**
   * @throws RegistryUnavailableException when the id is not known yet and the registry cannot be
   *     asked
   * @throws SerializationException when the registry refuses the schema or the record does not fit
   *     it
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    if (record == null) {
      return null;
    }
    WriterBinding binding = binding(topic, record);
    Workspace workspace = workspaces.take();
    try {
      workspace.sink().start(binding.id());
      binding.writer().write(record, workspace.encoder());
      workspace.encoder().flush();
    } catch (IOException | RuntimeException e) {
      throw unwritable(topic, record, e);
    }
    byte[] bytes = workspace.sink().toByteArray();
    workspaces.giveBack(workspace);
    return bytes;
  }

  @Override
  public void close() {
    if (ownsRegistry && registry != null) {
      registry.close();
    }
  }

  private WriterBinding binding(String topic, T record) {
    Schema schema = record.getSchema();
    WriterBinding recent = last;
    if (recent != null && recent.fits(topic, schema)) {
      return recent;
    }
    var key = new BindingKey(topic, schema);
    WriterBinding known = bindings.get(key);
    if (known == null) {
      known = create(topic, record);
      bindings.put(key, known);
    }
    last = known;
    return known;
  }

  private WriterBinding create(String topic, T record) {
    if (registry == null) {
      throw new IllegalStateException("configure the serializer before its first record");
    }
    try {
      return WriterBinding.create(registry, settings, topic, record);
    } catch (SchemaRegistryException e) {
      throw RegistryUnavailableException.translate(
          "record %s for topic %s".formatted(record.getSchema().getFullName(), topic), e);
    }
  }

  /** The cause is named, not kept: Avro's messages quote the value. */
  private SerializationException unwritable(String topic, T record, Exception cause) {
    String missing = NullFields.firstMissing(record);
    String reason =
        missing == null
            ? cause.getClass().getSimpleName()
            : "required field " + missing + " is null";
    return new SerializationException(
        "record %s for topic %s does not fit its schema: %s"
            .formatted(record.getSchema().getFullName(), topic, reason));
  }
}
