package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.rules.Problem.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Size rules for a conversation's attribute hashes ({@code jsonb_attributes_length_validator.rb}).
 */
public final class JsonbLimits {

  private static final int MAX_TEXT = 1500;
  private static final BigInteger MAX_INTEGER = BigInteger.valueOf(9_999_999_999L);

  private JsonbLimits() {}

  /**
   * @param column {@code custom_attributes} or {@code additional_attributes}
   * @throws Problem 422 with each value that is too big
   */
  public static void check(String column, @Nullable ObjectNode attributes) {
    if (attributes == null) {
      return;
    }
    String label =
        column.equals("custom_attributes") ? "Custom attributes" : "Additional attributes";
    List<Violation> broken = new ArrayList<>();
    attributes
        .properties()
        .forEach(
            attribute -> {
              String limit = broken(attribute.getValue());
              if (limit != null) {
                broken.add(new Violation(column, label + " " + attribute.getKey() + " " + limit));
              }
            });
    if (!broken.isEmpty()) {
      throw Problem.invalid(broken);
    }
  }

  private static @Nullable String broken(JsonNode value) {
    if (value.isString() && value.stringValue().length() > MAX_TEXT) {
      return "length should be < " + MAX_TEXT;
    }
    if (value.isIntegralNumber() && value.bigIntegerValue().compareTo(MAX_INTEGER) > 0) {
      return "value should be < " + MAX_INTEGER;
    }
    return null;
  }
}
