package dev.puente.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the serializers beyond the registry's address. Keys: Confluent's {@code
 * AbstractKafkaSchemaSerDeConfig}, {@code KafkaAvroDeserializerConfig} (7.9).
 *
 * @param autoRegister register an unknown schema ({@code auto.register.schemas}, default true)
 * @param useLatest without auto-registration, write with the subject's newest schema ({@code
 *     use.latest.version})
 * @param latestStrict refuse a newest schema that cannot read our records ({@code
 *     latest.compatibility.strict})
 * @param removeJavaProperties register without {@code avro.java.string} ({@code
 *     avro.remove.java.properties})
 * @param isKey whether keys are handled, which decides the subject
 * @param valueType class to read into ({@code specific.avro.value.type}, {@code
 *     specific.avro.key.type}); null: the class named by the writer's schema
 */
record SerdeSettings(
    boolean autoRegister,
    boolean useLatest,
    boolean latestStrict,
    boolean removeJavaProperties,
    boolean isKey,
    @Nullable Class<?> valueType) {

  static final SerdeSettings VALUE_DEFAULTS = from(Map.of(), false);

  private static final String AUTO_REGISTER = "auto.register.schemas";
  private static final String USE_LATEST = "use.latest.version";
  private static final String LATEST_STRICT = "latest.compatibility.strict";
  private static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
  private static final String SPECIFIC_READER = "specific.avro.reader";
  private static final String TOPIC_NAME_STRATEGY =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  static SerdeSettings from(Map<String, ?> settings, boolean isKey) {
    String side = isKey ? "key" : "value";
    String strategy = side + ".subject.name.strategy";
    String type = "specific.avro." + side + ".type";
    ConfigDef definition =
        new ConfigDef()
            .define(AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "")
            .define(USE_LATEST, ConfigDef.Type.BOOLEAN, false, Importance.LOW, "")
            .define(LATEST_STRICT, ConfigDef.Type.BOOLEAN, true, Importance.LOW, "")
            .define(REMOVE_JAVA_PROPERTIES, ConfigDef.Type.BOOLEAN, false, Importance.LOW, "")
            .define(SPECIFIC_READER, ConfigDef.Type.BOOLEAN, true, Importance.LOW, "")
            .define(strategy, ConfigDef.Type.STRING, TOPIC_NAME_STRATEGY, Importance.LOW, "")
            .define(type, ConfigDef.Type.CLASS, null, Importance.LOW, "");
    var values = new AbstractConfig(definition, settings(settings, strategy), false);
    if (!values.getString(strategy).equals(TOPIC_NAME_STRATEGY)) {
      throw new ConfigException(
          strategy, values.getString(strategy), "only TopicNameStrategy is supported");
    }
    if (!values.getBoolean(SPECIFIC_READER)) {
      throw new ConfigException(
          SPECIFIC_READER, false, "only generated (specific) records are supported");
    }
    return new SerdeSettings(
        values.getBoolean(AUTO_REGISTER),
        values.getBoolean(USE_LATEST),
        values.getBoolean(LATEST_STRICT),
        values.getBoolean(REMOVE_JAVA_PROPERTIES),
        isKey,
        values.getClass(type));
  }

  /** The subject of a topic: the topic's name with {@code -key} or {@code -value}. */
  String subject(String topic) {
    return topic + (isKey ? "-key" : "-value");
  }

  /** The strategy may be given as a class; that class need not be loadable here. */
  private static Map<String, Object> settings(Map<String, ?> settings, String strategy) {
    Map<String, Object> copy = new HashMap<>(settings);
    if (copy.get(strategy) instanceof Class<?> type) {
      copy.put(strategy, type.getName());
    }
    return copy;
  }
}
