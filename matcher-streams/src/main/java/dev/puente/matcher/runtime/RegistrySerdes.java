package dev.puente.matcher.runtime;

import dev.puente.matcher.TopicSerdes;
import dev.puente.matcher.serde.BoundedSerde;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Topic serdes that share one registry client. */
public final class RegistrySerdes implements TopicSerdes {
  private final SchemaRegistryClient registry;

  /** Serdes through a client that the caller closes. */
  public RegistrySerdes(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
    return new BoundedSerde<>(new AvroSerde<>(topic.valueType(), registry), topic.maxRecordBytes());
  }
}
