package dev.puente.ingest.notification;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Texts;
import dev.puente.ingest.notification.NotificationData.TemplateData;
import dev.puente.ingest.problem.FieldCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a template: Puente's {@code template: {name, language, category?, params?}} with body
 * parameters by name, or Chatwoot's own {@code template_params: {name, language, category?,
 * namespace?, processed_params?}} (chatwoot v4.16, {@code TEMPLATE_PARAMS_SCHEMA} in {@code
 * app/models/message.rb}).
 */
final class TemplateReader {
  private static final int MAX_PARAMS = 100;
  private static final int MAX_PARAM_LENGTH = 1_000;
  private static final int MAX_JSON_LENGTH = 16 * 1024;
  private static final List<String> CATEGORIES = List.of("UTILITY", "MARKETING", "AUTHENTICATION");

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** The template; null when none is named, or when it has problems, which are added. */
  @Nullable TemplateData read(Fields in) {
    boolean both = in.has("template") && in.has("template_params");
    if (both) {
      in.problem("template_params", FieldCode.NOT_BOTH, "template");
    }
    Fields own = in.object("template");
    Fields chatwoot = in.object("template_params");
    if (own != null) {
      TemplateData template = template(own, null, ownParams(own));
      own.refuseUnknown();
      return template;
    }
    if (chatwoot != null) {
      String namespace = chatwoot.text("namespace", 128);
      TemplateData template = template(chatwoot, namespace, processedParams(chatwoot));
      chatwoot.refuseUnknown();
      return template;
    }
    return null;
  }

  private static TemplateData template(
      Fields in, @Nullable String namespace, @Nullable String paramsJson) {
    return new TemplateData(
        in.requiredText("name", 512),
        in.requiredText("language", 20),
        in.text(
            "category",
            20,
            CATEGORIES::contains,
            FieldCode.NOT_ONE_OF,
            String.join(", ", CATEGORIES)),
        namespace,
        paramsJson);
  }

  /** {@code {"1": "Maria"}} becomes {@code {"body": {"1": "Maria"}}}. */
  private @Nullable String ownParams(Fields in) {
    Map<String, Object> params = in.scalars("params", MAX_PARAMS, MAX_PARAM_LENGTH);
    if (params.isEmpty()) {
      return null;
    }
    Map<String, String> texts = new TreeMap<>();
    params.forEach((name, value) -> texts.put(name, value.toString()));
    return mapper.writeValueAsString(Map.of("body", texts));
  }

  /** Kept as it is, names sorted, so that equal requests have equal text. */
  private @Nullable String processedParams(Fields in) {
    Fields params = in.object("processed_params");
    if (params == null || params.node().isEmpty()) {
      return null;
    }
    String json = sorted(params.node());
    if (json.length() > MAX_JSON_LENGTH) {
      in.problem("processed_params", FieldCode.TOO_LONG, Integer.toString(MAX_JSON_LENGTH));
    }
    if (hasBinary(params.node())) {
      in.problem("processed_params", FieldCode.BINARY);
    }
    return json;
  }

  private static boolean hasBinary(JsonNode node) {
    if (node.isString()) {
      return Texts.binary(node.stringValue());
    }
    for (JsonNode child : node) {
      if (hasBinary(child)) {
        return true;
      }
    }
    return node.propertyNames().stream().anyMatch(Texts::binary);
  }

  /** Depth is limited by the parser. */
  private String sorted(JsonNode node) {
    return mapper.writeValueAsString(sortedValue(node));
  }

  private static Object sortedValue(JsonNode node) {
    if (!node.isObject()) {
      return node.isArray() ? node.valueStream().map(TemplateReader::sortedValue).toList() : node;
    }
    Map<String, Object> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      sorted.put(entry.getKey(), sortedValue(entry.getValue()));
    }
    return sorted;
  }
}
