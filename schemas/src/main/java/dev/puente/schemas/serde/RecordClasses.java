package dev.puente.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Finds generated classes. A name from outside is loaded only as a record class, and not
 * initialised before that is known.
 */
final class RecordClasses {
  private RecordClasses() {}

  /** The generated class of a writer's schema. */
  static <T extends SpecificRecord> Class<T> named(Schema writer) {
    String name = writer.getFullName();
    try {
      return asRecord(Class.forName(name, false, RecordClasses.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new SerializationException("no generated class for schema " + name);
    }
  }

  @SuppressWarnings(
      "unchecked") // the caller names the class it expects, as with Confluent's serializer
  static <T extends SpecificRecord> Class<T> asRecord(Class<?> type) {
    if (!SpecificRecord.class.isAssignableFrom(type)) {
      throw new SerializationException(type.getName() + " is not a generated Avro record");
    }
    return (Class<T>) type;
  }
}
