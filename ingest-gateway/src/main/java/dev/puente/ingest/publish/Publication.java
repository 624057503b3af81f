package dev.puente.ingest.publish;

import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param value null for a tombstone
 * @param eventId equal for repetitions of the same fact
 * @param traceParent W3C trace context
 */
public record Publication(
    Topic<?> topic,
    TenantKey key,
    @Nullable SpecificRecord value,
    String eventId,
    String traceParent) {
  /** Topic and event id only: key and value may hold personal data. */
  @Override
  public String toString() {
    return "Publication[" + topic.name() + ", " + eventId + "]";
  }
}
