package dev.puente.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.SchemaRegistryException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, with its parts read as Confluent's API defines them.
 *
 * @param path decoded segments
 * @param query raw query, empty for none
 */
record Question(String method, List<String> path, String query, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Question of(String method, URI uri, String body) {
    String raw = uri.getRawPath();
    List<String> path =
        Arrays.stream(raw.split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
            .toList();
    return new Question(method, path, uri.getRawQuery() == null ? "" : uri.getRawQuery(), body);
  }

  String segment(int index) {
    return path.get(index);
  }

  boolean asks(String parameter) {
    return Arrays.asList(query.split("&")).contains(parameter + "=true");
  }

  /** The schema in the body. */
  Schema schema() {
    JsonNode object = object();
    String type = object.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO") || !object.path("references").isEmpty()) {
      throw invalid("Only Avro schemas without references are supported");
    }
    if (!object.path("schema").isString()) {
      throw invalid("Empty schema");
    }
    try {
      return new Schema.Parser().parse(object.path("schema").asString());
    } catch (AvroRuntimeException e) {
      throw invalid("Invalid schema, details: " + e.getMessage());
    }
  }

  CompatibilityLevel level() {
    String name = object().path("compatibility").asString("");
    try {
      return CompatibilityLevel.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new SchemaRegistryException(
          422,
          SchemaRegistryException.INVALID_COMPATIBILITY,
          "Invalid compatibility level. Valid values are "
              + Arrays.toString(CompatibilityLevel.values()));
    }
  }

  /** A version in the path; empty for the newest. */
  OptionalInt version(int index) {
    String text = path.get(index);
    if (text.equals("latest") || text.equals("-1")) {
      return OptionalInt.empty();
    }
    try {
      int version = Integer.parseInt(text);
      if (version >= 1) {
        return OptionalInt.of(version);
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new SchemaRegistryException(
        422,
        SchemaRegistryException.INVALID_VERSION,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(text));
  }

  private JsonNode object() {
    try {
      JsonNode node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // answered below, without quoting the body
    }
    throw new SchemaRegistryException(400, 400, "Body is not a JSON object");
  }

  private static SchemaRegistryException invalid(String message) {
    return new SchemaRegistryException(422, SchemaRegistryException.INVALID_SCHEMA, message);
  }
}
