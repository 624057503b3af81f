package dev.puente.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Removes what only Java programs need from a schema: {@code avro.java.string}. */
final class JavaProperties {
  private JavaProperties() {}

  static Schema removed(Schema schema) {
    JsonNode tree = JsonMapper.builder().build().readTree(schema.toString());
    strip(tree);
    return new Schema.Parser().parse(tree.toString());
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(GenericData.STRING_PROP);
    }
    node.forEach(JavaProperties::strip);
  }
}
