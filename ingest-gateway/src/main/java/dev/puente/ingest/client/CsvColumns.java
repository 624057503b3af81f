package dev.puente.ingest.client;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a CSV import: names of the JSON fields, {@code id} first, several phones with
 * {@code |} between, free attributes as {@code attributes.NAME}. Empty cells are absent.
 */
final class CsvColumns {
  private static final List<String> TEXTS =
      List.of(
          "id",
          "first_name",
          "last_name",
          "name",
          "email",
          "region",
          "birthday",
          "locale",
          "time_zone",
          "branch_id",
          "last_appointment",
          "next_appointment",
          "last_service");
  private static final String ATTRIBUTES = "attributes.";
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private final List<String> names;

  CsvColumns(List<String> names) {
    this.names = List.copyOf(names);
  }

  int count() {
    return names.size();
  }

  /** What is wrong with the header; empty when the import can begin. */
  List<FieldProblem> problems() {
    List<FieldProblem> problems = new ArrayList<>();
    if (names.isEmpty() || !names.getFirst().equals("id")) {
      problems.add(FieldProblem.of("id", FieldCode.REQUIRED));
    }
    Set<String> seen = new HashSet<>();
    ObjectNode unknown = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add(FieldProblem.of(name, FieldCode.DUPLICATE_COLUMN));
      }
      if (!name.startsWith(ATTRIBUTES) || name.length() == ATTRIBUTES.length()) {
        unknown.put(name, "");
      }
    }
    Fields fields = new Fields(unknown);
    TEXTS.forEach(fields::has);
    List.of("phones", "active", "opt_outs", "total_appointments").forEach(fields::has);
    fields.refuseUnknown();
    problems.addAll(fields.problems());
    return problems;
  }

  /** One record as the object that the JSON import would get. */
  ObjectNode object(List<String> cells) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      String cell = cells.get(i).strip();
      if (!cell.isEmpty()) {
        put(node, names.get(i), cell);
      }
    }
    return node;
  }

  private static void put(ObjectNode node, String name, String cell) {
    if (name.startsWith(ATTRIBUTES)) {
      node.withObject("attributes").put(name.substring(ATTRIBUTES.length()), cell);
      return;
    }
    switch (name) {
      case "phones", "opt_outs" -> {
        for (String item : cell.split("\\|")) {
          if (!item.isBlank()) {
            node.withArray(name).add(item.strip());
          }
        }
      }
      case "active" -> putFlag(node, name, cell);
      case "total_appointments" -> {
        if (WHOLE.matcher(cell).matches()) {
          node.put(name, Long.parseLong(cell));
        } else {
          node.put(name, cell);
        }
      }
      default -> node.put(name, cell);
    }
  }

  /** Another text than true and false stays a text, which the reader refuses with the field. */
  private static void putFlag(ObjectNode node, String name, String cell) {
    switch (cell.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> node.put(name, true);
      case "false" -> node.put(name, false);
      default -> node.put(name, cell);
    }
  }
}
