package dev.puente.matcher;

import dev.puente.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Makes the serdes of topic values. */
@FunctionalInterface
public interface TopicSerdes {
  /**
   * The serde of a topic's values, in Confluent's wire format. A value larger than the topic takes
   * is a {@link org.apache.kafka.common.errors.SerializationException} and so a dead letter; the
   * producer would end the transaction instead.
   */
  <V extends SpecificRecord> Serde<V> serde(Topic<V> topic);
}
