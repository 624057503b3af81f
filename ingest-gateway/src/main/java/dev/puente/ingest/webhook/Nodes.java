package dev.puente.ingest.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Lenient access to payloads: what does not have the expected type reads as absent. */
final class Nodes {
  private static final double MAX_EPOCH_SECONDS = 253_402_300_799.0;

  private Nodes() {}

  /** The object of that name; a missing node when there is none. */
  static JsonNode object(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isObject() ? value : MissingNode.getInstance();
  }

  /** The first element of a list, when it is an object. */
  static JsonNode first(JsonNode node, String name) {
    JsonNode value = node.path(name).path(0);
    return value.isObject() ? value : MissingNode.getInstance();
  }

  /** A text that is not blank; halves of surrogate pairs, which UTF-8 can not hold, are U+FFFD. */
  static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() && !value.stringValue().isBlank()
        ? Surrogates.replaced(value.stringValue())
        : null;
  }

  /** A positive whole number, also when it is written as text. */
  static @Nullable Long id(JsonNode node, String name) {
    JsonNode value = node.path(name);
    long id = 0;
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      id = value.longValue();
    } else if (value.isString() && value.stringValue().matches("[0-9]{1,18}")) {
      id = Long.parseLong(value.stringValue());
    }
    return id > 0 ? id : null;
  }

  /** True or false. */
  static @Nullable Boolean flag(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isBoolean() ? value.booleanValue() : null;
  }

  /** ISO text or epoch seconds, whole or not; 0 stands for absent. */
  static @Nullable Instant time(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isNumber()) {
      double seconds = value.doubleValue();
      boolean usable = seconds > 0 && seconds < MAX_EPOCH_SECONDS;
      return usable ? Instant.ofEpochMilli(Math.round(seconds * 1000)) : null;
    }
    String text = text(node, name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The first that is there. */
  @SafeVarargs
  static <T> @Nullable T firstOf(@Nullable T... values) {
    for (T value : values) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
