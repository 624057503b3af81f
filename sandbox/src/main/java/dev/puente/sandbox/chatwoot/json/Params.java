package dev.puente.sandbox.chatwoot.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lenient reading of request parameters: numbers may come as text and text as numbers. */
public record Params(ObjectNode node) {

  public static Params of(@Nullable JsonNode node) {
    return new Params(node instanceof ObjectNode object ? object : Json.object());
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** The value as text; null when absent, null, an object or an array. */
  public @Nullable String text(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull() || value.isContainer() ? null : value.asString();
  }

  /** The value as text; null when absent, null or blank, as Rails' {@code presence}. */
  public @Nullable String presence(String key) {
    String value = text(key);
    return value == null || value.isBlank() ? null : value;
  }

  public String text(String key, String otherwise) {
    String value = presence(key);
    return value == null ? otherwise : value;
  }

  /** The value as a whole number; null when absent or no number. */
  public @Nullable Long number(String key) {
    return toNumber(text(key));
  }

  public long number(String key, long otherwise) {
    Long value = number(key);
    return value == null ? otherwise : value;
  }

  public boolean flag(String key) {
    String value = text(key);
    return value != null && (value.equals("true") || value.equals("1"));
  }

  /** The value when it is an object, else null. */
  public @Nullable ObjectNode object(String key) {
    return node.get(key) instanceof ObjectNode object ? object : null;
  }

  /** The texts of an array; empty when there is none. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (node.get(key) instanceof ArrayNode array) {
      array.forEach(item -> texts.add(item.asString()));
    }
    return texts;
  }

  /** A whole number from text; null for anything else. */
  public static @Nullable Long toNumber(@Nullable String text) {
    if (text == null || !text.strip().matches("-?\\d{1,18}")) {
      return null;
    }
    return Long.valueOf(text.strip());
  }
}
