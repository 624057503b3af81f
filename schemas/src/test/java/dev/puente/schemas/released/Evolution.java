package dev.puente.schemas.released;

import dev.puente.schemas.registry.CompatibilityLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What forbids that a schema follows a released one. */
final class Evolution {
  private Evolution() {}

  /** Empty when everything written with the released schema is read, and means the same. */
  static List<String> problems(Schema present, Schema released) {
    List<String> problems = new ArrayList<>();
    if (!present.getFullName().equals(released.getFullName())) {
      problems.add("renamed from %s".formatted(released.getFullName()));
    }
    problems.addAll(
        CompatibilityLevel.BACKWARD_TRANSITIVE.check(present, List.of(released)).messages());
    compareTypes(present, released, "", new HashSet<>(), problems);
    return problems;
  }

  /**
   * Avro's own check does not look at logical types: a time that became a plain number passes it.
   */
  private static void compareTypes(
      Schema present, Schema released, String path, Set<String> seen, List<String> problems) {
    if (!Objects.equals(logicalName(present), logicalName(released))) {
      problems.add("logical type changed at " + path);
    }
    if (present.getType() != released.getType()) {
      return;
    }
    switch (present.getType()) {
      case RECORD -> {
        if (seen.add(present.getFullName())) {
          for (Schema.Field field : present.getFields()) {
            Schema.Field before = released.getField(field.name());
            if (before != null) {
              compareTypes(
                  field.schema(), before.schema(), path + "/" + field.name(), seen, problems);
            }
          }
        }
      }
      case ARRAY ->
          compareTypes(
              present.getElementType(), released.getElementType(), path + "[]", seen, problems);
      case MAP ->
          compareTypes(
              present.getValueType(), released.getValueType(), path + "{}", seen, problems);
      case UNION -> {
        for (Schema branch : present.getTypes()) {
          Integer index = released.getIndexNamed(branch.getFullName());
          if (index != null) {
            compareTypes(branch, released.getTypes().get(index), path, seen, problems);
          }
        }
      }
      default -> {}
    }
  }

  private static @Nullable String logicalName(Schema schema) {
    LogicalType type = schema.getLogicalType();
    return type == null ? null : type.getName();
  }
}
