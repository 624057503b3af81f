package dev.puente.schemas.registry;

import org.apache.avro.Schema;

/**
 * A schema as a registry keeps it.
 *
 * @param subject where it is registered, for values of a topic {@code <topic>-value}
 * @param version position in the subject, counted from 1
 * @param id global id, the one in the wire format
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {
  public RegisteredSchema {
    if (subject.isEmpty() || version < 1 || id < 0) {
      throw new IllegalArgumentException(
          "subject, version >= 1 and id >= 0 required, was %s/%d/%d"
              .formatted(subject, version, id));
    }
  }
}
