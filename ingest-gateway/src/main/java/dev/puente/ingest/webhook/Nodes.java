package dev.puente.ingest.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Lenient access to payloads: what does not have the expected type reads as absent. */
final class Nodes {
  private static final double MAX_EPOCH_SECONDS = 253_402_300_799.0;
  private static final String CHATWOOT_TIME = "0000-00-00T00:00:00.000Z";

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
      Instant time = text == null ? null : instant(text);
      return time == null || Math.abs(time.getEpochSecond()) > MAX_EPOCH_SECONDS ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Chatwoot's own form, {@code 2026-07-27T10:00:00.204Z}, without the formatter's detours. */
  private static Instant instant(String text) {
    if (!hasChatwootsForm(text)) {
      return OffsetDateTime.parse(text).toInstant();
    }
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            digits(text, 20, 23) * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static boolean hasChatwootsForm(String text) {
    boolean fits = text.length() == CHATWOOT_TIME.length();
    for (int i = 0; fits && i < CHATWOOT_TIME.length(); i++) {
      char c = text.charAt(i);
      char wanted = CHATWOOT_TIME.charAt(i);
      fits = wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
    }
    return fits;
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
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
