package dev.puente.schemas.released;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schema files of one folder: the present ones, or those of a release. */
final class SchemaFolder {
  private static final Path PRESENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("src/released/avro");

  private final Path folder;

  private SchemaFolder(Path folder) {
    this.folder = folder;
  }

  static SchemaFolder present() {
    return new SchemaFolder(PRESENT);
  }

  static List<SchemaFolder> releases() throws IOException {
    try (Stream<Path> versions = Files.list(RELEASED)) {
      return versions.filter(Files::isDirectory).sorted().map(SchemaFolder::new).toList();
    }
  }

  /** Schemas by name of their file; a file may use types of the others. */
  Map<String, Schema> schemas() throws IOException {
    SchemaParser parser = new SchemaParser();
    Map<String, SchemaParser.ParseResult> parsed = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
        parsed.put(String.valueOf(file.getFileName()), parser.parse(file));
      }
    }
    parser.getParsedNamedSchemas();
    Map<String, Schema> schemas = new TreeMap<>();
    parsed.forEach((file, result) -> schemas.put(file, result.mainSchema()));
    return schemas;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
