package dev.puente.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the {@code run.json} that a running {@code puente up} or {@code puente demo} wrote. */
final class RunFiles {
  private RunFiles() {}

  /**
   * The newest run file below a data folder whose process is alive.
   *
   * @param data the folder itself, or one whose children are data folders
   */
  static Optional<JsonNode> newest(Path data) {
    return candidates(data).stream()
        .sorted(Comparator.comparing(RunFiles::modified).reversed())
        .map(RunFiles::read)
        .flatMap(Optional::stream)
        .filter(run -> ProcessHandle.of(run.path("pid").asLong(-1)).isPresent())
        .findFirst();
  }

  private static List<Path> candidates(Path data) {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(data)) {
      return Stream.concat(Stream.of(data), children)
          .map(folder -> folder.resolve("run.json"))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(JsonMapper.shared().readTree(Files.readString(file)));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
