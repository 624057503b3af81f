package dev.puente.ingest.client;

import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.web.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The lines of an import as objects, whatever the format. */
final class ImportSource {
  /** Longest line, bytes. */
  static final int LINE_LIMIT = 64 * 1024;

  private final LineReader lines;
  private final JsonText json = JsonText.strict();
  private final @Nullable CsvColumns columns;

  /** A line that was read: its object, or what is wrong with it. */
  record Row(long line, @Nullable ObjectNode object, List<FieldProblem> problems) {
    static Row bad(long line, FieldCode code, Object... arguments) {
      return new Row(line, null, List.of(FieldProblem.of("", code, arguments)));
    }
  }

  private ImportSource(LineReader lines, @Nullable CsvColumns columns) {
    this.lines = lines;
    this.columns = columns;
  }

  static ImportSource ndjson(InputStream in) {
    return new ImportSource(new LineReader(in, LINE_LIMIT, false), null);
  }

  /**
   * Reads the header.
   *
   * @throws dev.puente.ingest.problem.ProblemException 422 when the header is wrong: then nothing
   *     of the import is kept
   */
  static ImportSource csv(InputStream in) throws IOException {
    LineReader lines = new LineReader(in, LINE_LIMIT, true);
    LineReader.Line first = lines.next();
    List<String> names =
        (first == null ? Optional.<String>empty() : CsvRecord.utf8(first.bytes()))
            .flatMap(CsvRecord::cells).orElse(List.of()).stream().map(String::strip).toList();
    CsvColumns columns = new CsvColumns(names);
    List<FieldProblem> problems = columns.problems();
    if (!problems.isEmpty()) {
      throw new Problem(
              ProblemCode.INVALID.status(), ProblemCode.INVALID, problems, java.util.Map.of())
          .exception();
    }
    return new ImportSource(lines, columns);
  }

  /** The next line that is not blank; null at the end. */
  @Nullable Row next() throws IOException {
    while (true) {
      LineReader.Line line = lines.next();
      if (line == null) {
        return null;
      }
      if (line.tooLong()) {
        return Row.bad(line.number(), FieldCode.LINE_TOO_LONG, Integer.toString(LINE_LIMIT));
      }
      if (!line.blank()) {
        return columns == null ? json(line) : csv(line, columns);
      }
    }
  }

  private Row json(LineReader.Line line) {
    Optional<ObjectNode> object = json.object(withoutMark(line.bytes()));
    return object.isPresent()
        ? new Row(line.number(), object.get(), List.of())
        : Row.bad(line.number(), FieldCode.NOT_JSON);
  }

  private static Row csv(LineReader.Line line, CsvColumns columns) {
    Optional<String> text = CsvRecord.utf8(line.bytes());
    if (text.isEmpty()) {
      return Row.bad(line.number(), FieldCode.NOT_UTF8);
    }
    Optional<List<String>> cells = CsvRecord.cells(text.get());
    if (cells.isEmpty()) {
      return Row.bad(line.number(), FieldCode.UNCLOSED_QUOTE);
    }
    if (cells.get().size() != columns.count()) {
      return Row.bad(line.number(), FieldCode.WRONG_COLUMNS, columns.count());
    }
    return new Row(line.number(), columns.object(cells.get()), List.of());
  }

  private static byte[] withoutMark(byte[] bytes) {
    boolean mark =
        bytes.length >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return mark ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }
}
