package dev.puente.schemas.tenant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one object of the settings and collects problems with the full key instead of throwing. */
final class SettingsNode {
  private final String path;
  private final JsonNode node;
  private final Map<String, String> environment;
  private final List<String> problems;

  SettingsNode(String path, JsonNode node, Map<String, String> environment, List<String> problems) {
    this.path = path;
    this.node = node;
    this.environment = environment;
    this.problems = problems;
  }

  void problem(String key, String text) {
    problems.add((key.isEmpty() ? path : path + "." + key) + " " + text);
  }

  void refuseUnknown(Set<String> known) {
    if (!node.isObject()) {
      problem("", "must be a map of settings");
    }
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        problem(name, "is not a setting; known are " + new TreeSet<>(known));
      }
    }
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  @Nullable String text(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isContainer()) {
      problem(key, "must be a text");
      return null;
    }
    return value.asString();
  }

  String text(String key, String fallback) {
    String text = text(key);
    return text == null ? fallback : text;
  }

  String required(String key) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      problem(key, "is missing");
      return "";
    }
    return text;
  }

  long number(String key, long min, long max) {
    String text = required(key);
    if (text.isEmpty()) {
      return min;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    problem(key, "must be a whole number from " + min + " to " + max + ", was " + text);
    return min;
  }

  boolean flag(String key, boolean fallback) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "must be true or false, was " + text);
    }
    return text.equals("true");
  }

  <T> @Nullable T parsed(String key, Function<String, T> parser, String expected) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      problem(key, "must be " + expected + ", was " + text);
      return null;
    }
  }

  /** A secret: text, {@code env:NAME} or {@code file:PATH}. */
  @Nullable Secret secret(String key) {
    String text = text(key);
    return text == null ? null : resolve(key, text);
  }

  @Nullable Secret resolve(String key, String text) {
    try {
      String value = text;
      if (text.startsWith("env:")) {
        value = environment.getOrDefault(text.substring(4), "");
      } else if (text.startsWith("file:")) {
        value = Files.readString(Path.of(text.substring(5))).strip();
      }
      if (value.isEmpty()) {
        problem(key, "is empty or refers to nothing");
        return null;
      }
      return new Secret(value);
    } catch (java.io.IOException | java.nio.file.InvalidPathException e) {
      problem(key, "refers to a file that can not be read");
      return null;
    }
  }

  List<String> texts(String key) {
    JsonNode value = node.get(key);
    List<String> texts = new ArrayList<>();
    if (value == null || value.isNull()) {
      return texts;
    }
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.asString()));
    } else if (value.isValueNode()) {
      texts.add(value.asString());
    } else {
      problem(key, "must be a list of texts");
    }
    return texts;
  }

  /** Whether an item of {@link #texts} was read as a number with a fraction: zeros are lost. */
  boolean isFraction(String key, int index) {
    JsonNode value = node.path(key);
    return (value.isArray() ? value.path(index) : value).isFloatingPointNumber();
  }

  /** The items of a list; a text item is told by {@link #isText()}. */
  List<SettingsNode> objects(String key) {
    JsonNode value = node.get(key);
    List<SettingsNode> objects = new ArrayList<>();
    if (value == null || value.isNull()) {
      return objects;
    }
    if (!value.isArray()) {
      problem(key, "must be a list");
      return objects;
    }
    int index = 0;
    for (JsonNode item : value) {
      objects.add(
          new SettingsNode(path + "." + key + "[" + index++ + "]", item, environment, problems));
    }
    return objects;
  }

  @Nullable SettingsNode object(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull()
        ? null
        : new SettingsNode(path + "." + key, value, environment, problems);
  }

  Iterable<String> names() {
    return node.isObject() ? node.propertyNames() : List.of();
  }

  /** The i-th item of a list as text, when it is one: short forms of lists of objects. */
  boolean isText() {
    return node.isValueNode();
  }

  String asText() {
    return node.asString();
  }
}
