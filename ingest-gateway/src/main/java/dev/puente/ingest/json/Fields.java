package dev.puente.ingest.json;

import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object field by field. Nothing throws: problems are collected, and a field that is wrong
 * reads as absent. JSON null and blank texts count as absent. Not safe for several threads.
 */
public final class Fields {
  /** Unknown fields are not looked at any more beyond so many problems. */
  private static final int MAX_PROBLEMS = 1_000;

  private final ObjectNode node;
  private final String path;
  private final List<FieldProblem> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /** Reads the top level of a request. */
  public Fields(ObjectNode node) {
    this(node, "", new ArrayList<>());
  }

  private Fields(ObjectNode node, String path, List<FieldProblem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** Everything that was found wrong so far, sub-objects included. */
  public List<FieldProblem> problems() {
    return problems;
  }

  /** Adds a problem of a field of this object. */
  public void problem(String name, FieldCode code, Object... arguments) {
    problems.add(FieldProblem.of(path + name, code, arguments));
  }

  /** Whether the field is there: null and blank texts count as absent. */
  public boolean has(String name) {
    JsonNode value = get(name);
    return value != null && !(value.isString() && value.asString().isBlank());
  }

  /** A text of at most {@code max} UTF-16 units; whole numbers are taken as text. */
  public @Nullable String text(String name, int max) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    String text = textOf(path + name, value, max);
    return text == null || text.isBlank() ? null : text;
  }

  /** The same; blank or absent is a problem, and reads as the empty text. */
  public String requiredText(String name, int max) {
    int before = problems.size();
    String text = text(name, max);
    if (text == null && problems.size() == before) {
      problem(name, FieldCode.REQUIRED);
    }
    return text == null ? "" : text;
  }

  /** A text that passes a test; otherwise the given problem. */
  public @Nullable String text(
      String name, int max, Predicate<String> test, FieldCode code, Object... arguments) {
    String text = text(name, max);
    if (text == null || test.test(text)) {
      return text;
    }
    problem(name, code, arguments);
    return null;
  }

  /** A whole number in a range. */
  public @Nullable Long number(String name, long min, long max) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      problem(name, FieldCode.NOT_A_NUMBER);
      return null;
    }
    long number = value.longValue();
    if (number < min || number > max) {
      problem(name, FieldCode.OUT_OF_RANGE, min, max);
      return null;
    }
    return number;
  }

  /** True or false. */
  public @Nullable Boolean flag(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      problem(name, FieldCode.NOT_A_FLAG);
      return null;
    }
    return value.booleanValue();
  }

  /** An RFC 3339 time with offset, in the years 2000 to 2999. */
  public @Nullable Instant time(String name) {
    String text = text(name, 40);
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 2000 && time.getYear() < 3000) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Falls through to the one message for both.
    }
    problem(name, FieldCode.NOT_A_TIME);
    return null;
  }

  /** A list of texts; absent is the empty list, null and blank items are problems. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    JsonNode value = get(name);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    if (!value.isArray()) {
      problem(name, FieldCode.NOT_A_LIST);
      return texts;
    }
    if (value.size() > maxItems) {
      problem(name, FieldCode.TOO_MANY, maxItems);
      return texts;
    }
    for (int i = 0; i < value.size(); i++) {
      String text = textOf(path + name + "[" + i + "]", value.get(i), maxLength);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** A map of scalars: {@link String}, {@link Long}, {@link Double}, {@link Boolean}. */
  public Map<String, Object> scalars(String name, int maxEntries, int maxLength) {
    Map<String, Object> scalars = new LinkedHashMap<>();
    Fields object = object(name);
    if (object == null) {
      return scalars;
    }
    if (object.node.size() > maxEntries) {
      problem(name, FieldCode.TOO_MANY, maxEntries);
      return scalars;
    }
    for (String key : object.node.propertyNames()) {
      Object scalar = object.scalar(key, maxLength);
      if (scalar != null) {
        scalars.put(key, scalar);
      }
    }
    return scalars;
  }

  private @Nullable Object scalar(String name, int maxLength) {
    if (name.length() > 64) {
      problem(name.substring(0, 64), FieldCode.TOO_LONG, 64);
      return null;
    }
    if (name.isBlank()) {
      problem(name, FieldCode.REQUIRED);
      return null;
    }
    if (Texts.binary(name)) {
      problem(name, FieldCode.BINARY);
      return null;
    }
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    if (!value.isString()) {
      problem(name, FieldCode.NOT_A_SCALAR);
      return null;
    }
    return textOf(path + name, value, maxLength);
  }

  /** A sub-object that reports into the same list; null when absent or no object. */
  public @Nullable Fields object(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(object, path + name + ".", problems);
    }
    problem(name, FieldCode.NOT_AN_OBJECT);
    return null;
  }

  /** Reads another object in the place of a sub-object that is missing. */
  public Fields substitute(String name, ObjectNode other) {
    return new Fields(other, path + name + ".", problems);
  }

  /** The names of this object in the order of the request. */
  public Set<String> names() {
    return new LinkedHashSet<>(node.propertyNames());
  }

  /** The tree below, for parts that are kept as they are. */
  public ObjectNode node() {
    return node;
  }

  /** Reports every field that nobody asked for, with the nearest one that somebody did. */
  public void refuseUnknown() {
    for (String name : node.propertyNames()) {
      if (!asked.contains(name) && problems.size() < MAX_PROBLEMS) {
        String shown = name.length() > 64 ? name.substring(0, 64) : name;
        NearestName.of(name, asked)
            .ifPresentOrElse(
                nearest -> problem(shown, FieldCode.UNKNOWN_FIELD_NEAREST, nearest),
                () -> problem(shown, FieldCode.UNKNOWN_FIELD));
      }
    }
  }

  private @Nullable JsonNode get(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private @Nullable String textOf(String at, JsonNode value, int max) {
    if (!value.isString() && !value.isIntegralNumber()) {
      problems.add(FieldProblem.of(at, FieldCode.NOT_TEXT));
      return null;
    }
    String text = value.asString().strip();
    if (text.length() > max) {
      problems.add(FieldProblem.of(at, FieldCode.TOO_LONG, max));
      return null;
    }
    if (Texts.binary(text)) {
      problems.add(FieldProblem.of(at, FieldCode.BINARY));
      return null;
    }
    return text;
  }
}
