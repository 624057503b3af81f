package dev.puente.ingest.web;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract as something to hold requests and answers to. */
final class OpenApiDocument {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JsonNode document;
  private final Map<String, Operation> operations = new TreeMap<>();
  private final Map<String, Schema> compiled = new HashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** One operation; {@code item} is the path item around it. */
  record Operation(String id, String method, String path, JsonNode item, JsonNode node) {
    Set<String> statuses() {
      return new TreeSet<>(node.path("responses").propertyNames());
    }
  }

  OpenApiDocument(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          String id = method.getValue().path("operationId").asString();
          operations.put(
              id,
              new Operation(
                  id, method.getKey(), path.getKey(), path.getValue(), method.getValue()));
        }
      }
    }
  }

  JsonNode root() {
    return document;
  }

  Map<String, Operation> operations() {
    return operations;
  }

  Operation operation(String id) {
    Operation found = operations.get(id);
    if (found == null) {
      throw new AssertionError("the document has no operation " + id);
    }
    return found;
  }

  JsonNode response(Operation operation, int status) {
    return resolved(operation.node().path("responses").path(Integer.toString(status)));
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
  }

  /** What an answer's body does wrong; fields that the document does not name are wrong, too. */
  List<String> problemsOfAnswer(JsonNode media, String mediaType, byte[] body) {
    return problems(media, mediaType, body, true);
  }

  /** What a request's body does wrong. */
  List<String> problemsOfRequest(JsonNode media, String mediaType, byte[] body) {
    return problems(media, mediaType, body, false);
  }

  private List<String> problems(JsonNode media, String mediaType, byte[] body, boolean strict) {
    if (mediaType.endsWith("json") && !mediaType.endsWith("ndjson")) {
      return validate(media.path("schema"), MAPPER.readTree(body), strict);
    }
    List<String> problems = new ArrayList<>();
    if (media.has("x-itemSchema")) {
      for (String line : new String(body, java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
        problems.addAll(validate(media.path("x-itemSchema"), MAPPER.readTree(line), strict));
      }
    }
    return problems;
  }

  List<String> validate(JsonNode schema, JsonNode value, boolean strict) {
    Schema validator =
        compiled.computeIfAbsent(strict + schema.toString(), key -> compile(schema, strict));
    return validator.validate(value).stream().map(e -> e.toString()).toList();
  }

  private Schema compile(JsonNode schema, boolean strict) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.putObject("components").set("schemas", document.at("/components/schemas").deepCopy());
    if (strict) {
      close(whole);
    }
    return registry.getSchema(whole);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && object.path("type").asString("").equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApiDocument::close);
  }

  /** What the path's segments do wrong. */
  List<String> problemsOfPath(Operation operation, String path) {
    Matcher names = Pattern.compile("\\{([a-z]+)}").matcher(operation.path());
    StringBuilder pattern = new StringBuilder();
    List<String> order = new ArrayList<>();
    while (names.find()) {
      order.add(names.group(1));
      names.appendReplacement(pattern, "([^/]+)");
    }
    names.appendTail(pattern);
    Matcher values = Pattern.compile(pattern.toString()).matcher(path);
    if (!values.matches()) {
      return List.of(path + " is not " + operation.path());
    }
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      JsonNode schema = parameter(operation, order.get(i));
      String text = values.group(i + 1);
      if (schema == null) {
        problems.add("parameter " + order.get(i) + " is not documented");
      } else {
        boolean number = schema.path("type").asString().equals("integer");
        problems.addAll(
            validate(
                schema,
                number ? MAPPER.valueToTree(Long.valueOf(text)) : MAPPER.valueToTree(text),
                false));
      }
    }
    return problems;
  }

  private @Nullable JsonNode parameter(Operation operation, String name) {
    for (JsonNode raw : operation.item().path("parameters")) {
      JsonNode parameter = resolved(raw);
      if (parameter.path("name").asString().equals(name)
          && parameter.path("in").asString().equals("path")) {
        return parameter.path("schema");
      }
    }
    return null;
  }
}
