package dev.puente.sandbox.chatwoot.rules;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code template_params} of a message (CONTRACT 4.5). */
public final class TemplateParams {

  private TemplateParams() {}

  /**
   * The parameters to store, or null when none were given: absent, null and empty values are
   * ignored.
   *
   * @throws Problem 422 when they do not fit {@code TEMPLATE_PARAMS_SCHEMA}
   */
  public static @Nullable ObjectNode check(@Nullable JsonNode given) {
    if (given == null || given.isNull() || given.isEmpty()) {
      if (given != null && given.isString() && !given.stringValue().isBlank()) {
        throw broken("Template params must be of type hash");
      }
      return null;
    }
    if (!(given instanceof ObjectNode params)) {
      throw broken("Template params must be of type hash");
    }
    if (!params.has("name")) {
      throw broken("Template params name is required");
    }
    for (String key : new String[] {"name", "category", "language", "namespace"}) {
      if (params.has(key) && !params.path(key).isString()) {
        throw broken("Template params/" + key + " must be of type string");
      }
    }
    if (params.has("processed_params") && !params.path("processed_params").isObject()) {
      throw broken("Template params/processed params must be of type hash");
    }
    return params.deepCopy();
  }

  /** How many values are given for the body: structured form, else the flat legacy form. */
  public static int bodyValues(ObjectNode params) {
    JsonNode processed = params.path("processed_params");
    JsonNode body = processed.path("body");
    if (body.isObject()) {
      return body.size();
    }
    boolean structured =
        processed.has("header") || processed.has("buttons") || processed.has("footer");
    return structured ? 0 : processed.size();
  }

  private static Problem broken(String text) {
    return Problem.error(422, "Validation failed: " + text);
  }
}
