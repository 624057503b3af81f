package dev.puente.matcher.linking;

import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.InternalFixedKeyRecordFactory;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records that a punctuation makes from a row of its own task. A {@code FixedKeyProcessor} can not
 * make one by the public API, because a foreign key would leave its partition; the keys here are
 * those of the task's own store, which came in by the same partition. A plain {@code Processor}
 * would cost one more repartition topic for each table behind it.
 */
final class OwnKeys {
  private OwnKeys() {}

  /** A record without headers: its trace begins here. */
  static <V> FixedKeyRecord<String, V> record(String ownKey, V value, long nowMillis) {
    return InternalFixedKeyRecordFactory.create(new Record<>(ownKey, value, nowMillis));
  }
}
