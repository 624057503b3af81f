package dev.puente.sandbox.chatwoot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Compares a document with a recorded one: the same keys, types and nulls everywhere, and the same
 * values except of keys whose value is random or a detail of the recording. Of arrays of objects
 * with different sizes, only the first elements are compared.
 */
final class JsonShape {

  private final Set<String> free;
  private final List<String> differences = new ArrayList<>();

  private JsonShape(Set<String> free) {
    this.free = free;
  }

  /**
   * The differences, as readable lines; empty when there is none.
   *
   * @param free keys, or last parts of paths such as {@code /messages/0/status}, whose value may
   *     differ; {@code !} before it lets the type and presence differ too
   */
  static List<String> differences(JsonNode expected, JsonNode actual, Set<String> free) {
    JsonShape shape = new JsonShape(free);
    shape.compare("", expected, actual);
    return shape.differences;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (isListed(path, "!")) {
      return;
    }
    if (kind(expected) != kind(actual)) {
      differences.add(path + ": expected " + expected + " but was " + actual);
    } else if (expected.isObject()) {
      compareObjects(path, expected, actual);
    } else if (expected.isArray()) {
      compareArrays(path, expected, actual);
    } else if (!expected.equals(actual) && !isListed(path, "")) {
      differences.add(path + ": expected " + expected + " but was " + actual);
    }
  }

  private void compareObjects(String path, JsonNode expected, JsonNode actual) {
    Set<String> keys = new TreeSet<>(expected.propertyNames());
    keys.addAll(actual.propertyNames());
    for (String key : keys) {
      String inner = path + "/" + key;
      if (isListed(inner, "!")) {
        continue;
      }
      if (!expected.has(key) || !actual.has(key)) {
        differences.add(inner + (actual.has(key) ? ": not expected" : ": missing"));
      } else {
        compare(inner, expected.get(key), actual.get(key));
      }
    }
  }

  private void compareArrays(String path, JsonNode expected, JsonNode actual) {
    if (expected.size() != actual.size() && !isListed(path, "")) {
      differences.add(path + ": expected " + expected.size() + " but was " + actual.size());
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      compare(path + "/" + i, expected.get(i), actual.get(i));
    }
  }

  private boolean isListed(String path, String prefix) {
    return free.stream()
        .filter(each -> each.startsWith("!") == prefix.equals("!"))
        .map(each -> each.startsWith("!") ? each.substring(1) : each)
        .anyMatch(each -> path.endsWith("/" + each));
  }

  /** Integers and fractions are different kinds: epoch seconds are not the float of updated_at. */
  private static Object kind(JsonNode node) {
    return node.isNumber()
        ? (node.isIntegralNumber() ? "integer" : "fraction")
        : node.getNodeType();
  }
}
