package dev.puente.sandbox.registry;

import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.RegisteredSchema;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys and values of the {@code _schemas} topic, as Confluent Schema Registry writes them ({@code
 * io.confluent.kafka.schemaregistry.storage.SchemaKey}, {@code ConfigKey}), so that its users
 * recognise them.
 */
final class SchemaRecord {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a record says. */
  sealed interface Content {}

  record Registration(RegisteredSchema schema) implements Content {}

  record Rule(@Nullable String subject, CompatibilityLevel level) implements Content {}

  /** Kinds of records that this registry has no use for. */
  record Other() implements Content {}

  private SchemaRecord() {}

  static String key(RegisteredSchema schema) {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("keytype", "SCHEMA")
            .put("subject", schema.subject())
            .put("version", schema.version())
            .put("magic", 1));
  }

  static String value(RegisteredSchema schema) {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("subject", schema.subject())
            .put("version", schema.version())
            .put("id", schema.id())
            .put("schema", schema.schema().toString())
            .put("deleted", false));
  }

  static String key(Rule rule) {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("keytype", "CONFIG")
            .put("subject", rule.subject())
            .put("magic", 0));
  }

  static String value(Rule rule) {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("subject", rule.subject())
            .put("compatibilityLevel", rule.level().name()));
  }

  static Content read(String key, @Nullable String value) {
    JsonNode keyNode = JSON.readTree(key);
    if (value == null) {
      return new Other();
    }
    JsonNode node = JSON.readTree(value);
    return switch (keyNode.path("keytype").asString("")) {
      case "SCHEMA" -> node.path("deleted").asBoolean(false) ? new Other() : registration(node);
      case "CONFIG" ->
          new Rule(
              keyNode.path("subject").isString() ? keyNode.path("subject").asString() : null,
              CompatibilityLevel.valueOf(node.path("compatibilityLevel").asString()));
      default -> new Other();
    };
  }

  private static Registration registration(JsonNode node) {
    Schema schema =
        new Schema.Parser(NameValidator.NO_VALIDATION)
            .setValidateDefaults(false)
            .parse(node.path("schema").asString());
    return new Registration(
        new RegisteredSchema(
            node.path("subject").asString(),
            node.path("version").asInt(),
            node.path("id").asInt(),
            schema));
  }
}
