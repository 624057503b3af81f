package dev.puente.sandbox.chatwoot.model;

import dev.puente.sandbox.chatwoot.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code changed_attributes}: an array of one-key objects with the value before and after. */
public final class Changes {

  private Changes() {}

  /** The columns that differ, in the order of the table; empty when none does. */
  public static ArrayNode between(ObjectNode before, ObjectNode after) {
    ArrayNode changes = Json.array();
    after
        .properties()
        .forEach(
            column -> {
              JsonNode previous = before.path(column.getKey());
              if (!previous.equals(column.getValue())) {
                changes.add(entry(column.getKey(), previous, column.getValue()));
              }
            });
    return changes;
  }

  public static boolean names(ArrayNode changes, Iterable<String> columns) {
    for (JsonNode change : changes) {
      for (String column : columns) {
        if (change.has(column)) {
          return true;
        }
      }
    }
    return false;
  }

  private static ObjectNode entry(String column, JsonNode previous, JsonNode current) {
    ObjectNode values = Json.object();
    values.set("previous_value", previous);
    values.set("current_value", current);
    ObjectNode change = Json.object();
    change.set(column, values);
    return change;
  }
}
