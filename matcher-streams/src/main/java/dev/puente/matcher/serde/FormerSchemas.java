package dev.puente.matcher.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Former schemas of a class by their version: resources {@code <class>-1.avsc}, {@code -2}, … */
final class FormerSchemas {
  private FormerSchemas() {}

  static Map<Integer, Schema> of(Class<?> type) {
    Map<Integer, Schema> former = new HashMap<>();
    for (int version = 1; ; version++) {
      String name = '/' + type.getName().replace('.', '/') + '-' + version + ".avsc";
      try (InputStream text = FormerSchemas.class.getResourceAsStream(name)) {
        if (text == null) {
          return former;
        }
        former.put(version, new Schema.Parser().parse(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
