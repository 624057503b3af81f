package dev.puente.schemas.registry;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * How a new schema must relate to the versions before it. Names and meaning: Confluent Schema
 * Registry, "Schema Evolution and Compatibility".
 */
public enum CompatibilityLevel {
  /** Anything goes. */
  NONE(false, false, false),
  /** The new schema reads data of the newest version. */
  BACKWARD(true, false, false),
  /** The new schema reads data of every version. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** The newest version reads data of the new schema. */
  FORWARD(false, true, false),
  /** Every version reads data of the new schema. */
  FORWARD_TRANSITIVE(false, true, true),
  /** Both directions with the newest version. */
  FULL(true, true, false),
  /** Both directions with every version. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /**
   * Checks a schema against those before it.
   *
   * @param previous earlier versions, oldest first; empty means compatible
   */
  public CompatibilityResult check(Schema candidate, List<Schema> previous) {
    List<Schema> relevant =
        transitive || previous.isEmpty() ? previous : List.of(previous.getLast());
    List<String> messages = new ArrayList<>();
    for (Schema old : relevant.reversed()) {
      if (backward) {
        explain("new schema cannot read data of an earlier version", candidate, old, messages);
      }
      if (forward) {
        explain("an earlier version cannot read data of the new schema", old, candidate, messages);
      }
    }
    return new CompatibilityResult(messages.isEmpty(), messages);
  }

  private static void explain(
      String direction, Schema reader, Schema writer, List<String> messages) {
    var pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return;
    }
    String reasons =
        pair.getResult().getIncompatibilities().stream()
            .map(i -> "%s at %s: %s".formatted(i.getType(), i.getLocation(), i.getMessage()))
            .collect(joining("; "));
    messages.add(direction + ": " + reasons);
  }
}
