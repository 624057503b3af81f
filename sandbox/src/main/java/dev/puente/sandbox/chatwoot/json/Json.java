package dev.puente.sandbox.chatwoot.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON documents as Rails writes them: compact, with {@code <}, {@code >} and {@code &} escaped.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static ArrayNode array(Collection<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }

  /** A deep copy, or an empty object when the node is no object. */
  public static ObjectNode copy(@Nullable JsonNode node) {
    return node instanceof ObjectNode object ? object.deepCopy() : object();
  }

  /**
   * The document of the given bytes; a missing node when there are none.
   *
   * @throws tools.jackson.core.JacksonException when the bytes are no JSON
   */
  public static JsonNode parse(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  /** Compact text. Inside JSON the escaped characters can only occur within strings. */
  public static String text(JsonNode node) {
    String plain = MAPPER.writeValueAsString(node);
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '<' -> escaped.append("\\u003c");
        case '>' -> escaped.append("\\u003e");
        case '&' -> escaped.append("\\u0026");
        case '\u2028' -> escaped.append("\\u2028");
        case '\u2029' -> escaped.append("\\u2029");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Puts every member of {@code from} into {@code into}, one level deep, as a Ruby hash merge does.
   */
  public static void merge(ObjectNode into, ObjectNode from) {
    from.properties().forEach(member -> into.set(member.getKey(), member.getValue().deepCopy()));
  }

  /** Merges objects at every depth; where both have a plain value, {@code into} wins. */
  public static void mergeMissing(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            member -> {
              JsonNode own = into.get(member.getKey());
              if (own instanceof ObjectNode mine && member.getValue() instanceof ObjectNode other) {
                mergeMissing(mine, other);
              } else if (own == null) {
                into.set(member.getKey(), member.getValue().deepCopy());
              }
            });
  }
}
