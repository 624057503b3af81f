package dev.puente.sandbox.registry;

import dev.puente.schemas.registry.SchemaRegistryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Status and body of one answer.
 *
 * @param body what becomes the JSON body
 */
record Answer(int status, Object body) {

  static Answer ok(Object body) {
    return new Answer(200, body);
  }

  static Answer error(SchemaRegistryException e) {
    return error(e.status(), e.errorCode(), String.valueOf(e.getMessage()));
  }

  static Answer error(int status, int code, String message) {
    return new Answer(status, object("error_code", code, "message", message));
  }

  /** A JSON object whose members keep their order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    List<Object> all = List.of(namesAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      object.put((String) all.get(i), all.get(i + 1));
    }
    return object;
  }
}
