package dev.puente.sandbox.oracle;

import dev.puente.event.v1.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds all generated record classes where one of them lies, so that new schemas are covered
 * without being listed.
 */
final class EventTypes {
  private static final String FOLDER = DeadLetter.class.getPackageName().replace('.', '/');

  private EventTypes() {}

  static List<Class<? extends SpecificRecord>> all() throws IOException, URISyntaxException {
    URI location = DeadLetter.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path path = Path.of(location);
    if (Files.isDirectory(path)) {
      return in(path);
    }
    try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
      return in(jar.getPath("/"));
    }
  }

  private static List<Class<? extends SpecificRecord>> in(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(FOLDER))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .sorted()
          .<Class<?>>map(name -> load(name.replace(".class", "")))
          .filter(SpecificRecord.class::isAssignableFrom)
          .<Class<? extends SpecificRecord>>map(type -> type.asSubclass(SpecificRecord.class))
          .toList();
    }
  }

  private static Class<?> load(String simpleName) {
    try {
      return Class.forName(DeadLetter.class.getPackageName() + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
