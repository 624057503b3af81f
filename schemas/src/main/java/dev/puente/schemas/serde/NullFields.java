package dev.puente.schemas.serde;

import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Avro's own message names only together with the payload: the required field that is
 * null.
 */
final class NullFields {
  private NullFields() {}

  /** Path of the first null where the schema allows none, or null when there is no such place. */
  static @Nullable String firstMissing(IndexedRecord record) {
    return inRecord(record, "");
  }

  private static @Nullable String inRecord(IndexedRecord record, String prefix) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String found = inValue(field.schema(), record.get(field.pos()), prefix + field.name());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String inValue(Schema schema, @Nullable Object value, String path) {
    return switch (value) {
      case null -> schema.isNullable() ? null : path;
      case IndexedRecord nested -> inRecord(nested, path + ".");
      case Collection<?> items -> inItems(elementOf(schema, Schema.Type.ARRAY), items, path + "[]");
      case Map<?, ?> entries ->
          inItems(elementOf(schema, Schema.Type.MAP), entries.values(), path + "{}");
      default -> null;
    };
  }

  private static @Nullable String inItems(
      @Nullable Schema schema, Collection<?> items, String path) {
    if (schema == null) {
      return null;
    }
    for (Object item : items) {
      String found = inValue(schema, item, path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Schema elementOf(Schema schema, Schema.Type type) {
    if (schema.getType() == type) {
      return type == Schema.Type.ARRAY ? schema.getElementType() : schema.getValueType();
    }
    if (schema.getType() == Schema.Type.UNION) {
      for (Schema branch : schema.getTypes()) {
        if (branch.getType() == type) {
          return elementOf(branch, type);
        }
      }
    }
    return null;
  }
}
