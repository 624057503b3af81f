package dev.puente.cli.topics;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows a generic Avro datum as plain JSON: times as RFC 3339, bytes as base64, no type names. */
final class AvroJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AvroJson() {}

  static JsonNode of(Schema schema, @Nullable Object datum) {
    return switch (datum) {
      case null -> JSON.nullNode();
      case GenericRecord record -> record(record);
      case Map<?, ?> map -> {
        ObjectNode node = JSON.objectNode();
        map.forEach((k, v) -> node.set(String.valueOf(k), of(schema.getValueType(), v)));
        yield node;
      }
      case Collection<?> items -> {
        ArrayNode node = JSON.arrayNode();
        items.forEach(item -> node.add(of(schema.getElementType(), item)));
        yield node;
      }
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield JSON.stringNode(Base64.getEncoder().encodeToString(copy));
      }
      case Long number when isTime(schema) ->
          JSON.stringNode(Instant.ofEpochMilli(number).toString());
      case Long number -> JSON.numberNode(number);
      case Integer number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Float number -> JSON.numberNode(number);
      case BigDecimal number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      default -> JSON.stringNode(datum.toString());
    };
  }

  private static ObjectNode record(GenericRecord record) {
    ObjectNode node = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null) {
        node.set(field.name(), of(branch(field.schema(), value), value));
      }
    }
    return node;
  }

  /** The branch of a union that holds a value: the first that fits its Java form. */
  private static Schema branch(Schema schema, Object value) {
    if (!schema.isUnion()) {
      return schema;
    }
    return schema
        .getTypes()
        .get(org.apache.avro.generic.GenericData.get().resolveUnion(schema, value));
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }
}
