package dev.puente.matcher.linking;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making: absent values are left out, times are RFC 3339 in UTC. */
final class Json {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Json put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value instanceof Instant time ? time.toString() : value);
    }
    return this;
  }

  Map<String, Object> map() {
    return fields;
  }
}
