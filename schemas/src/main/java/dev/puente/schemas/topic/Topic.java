package dev.puente.schemas.topic;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a value: its full name, the record type of its values (keys are always plain strings)
 * and how it is kept.
 *
 * @param <V> value type
 * @param name full name, prefix included
 * @param valueType generated Avro class of the values
 * @param compacted whether the newest record of each key is kept
 * @param retention how long records are kept; null: for ever (compacted topics only)
 * @param maxRecordBytes largest record that the topic takes
 */
public record Topic<V extends SpecificRecord>(
    String name,
    Class<V> valueType,
    boolean compacted,
    @Nullable Duration retention,
    int maxRecordBytes) {}
