package dev.puente.cli.phone;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult.Key;
import dev.puente.schemas.key.PhoneResult.NoKey;
import dev.puente.schemas.key.PhoneSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Translates a CSV file (RFC 4180, UTF-8, byte order mark allowed) with the columns {@code id},
 * {@code raw} and {@code region}, in any order, into {@code id,key,reason}: one row per row, same
 * order, exactly one of key and reason filled. Lines end with a line feed. Streams: memory does not
 * grow with the file.
 */
final class PhoneKeyFile {
  private static final int LONGEST_FIELD = 16 * 1024 * 1024;

  /** What the reader puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Put behind the file: when it is not the last record, a quoted field was never closed and has
   * swallowed rows. The reader itself takes the end of the file for a closing quote.
   */
  private static final String END = "\u0001end of file\u0001";

  private final PhoneKeys keys;
  private final Consumer<String> warnings;
  private final Set<String> unknownRegions = new HashSet<>();
  private boolean lossy;

  /**
   * @param warnings takes remarks for people, once each
   */
  PhoneKeyFile(PhoneKeys keys, Consumer<String> warnings) {
    this.keys = keys;
    this.warnings = warnings;
  }

  /** Where the columns are. */
  private record Columns(int id, int raw, int region) {
    private static final List<String> NAMES = List.of("id", "raw", "region");

    static Columns of(List<String> header) throws UnreadableCsvException {
      List<String> names =
          header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      // What stands there instead may be personal data, so only what is expected is named.
      String wrong =
          NAMES.stream()
              .filter(name -> Collections.frequency(names, name) != 1)
              .map(name -> (names.contains(name) ? "twice " : "without ") + name)
              .collect(Collectors.joining(", "));
      if (!wrong.isEmpty()) {
        boolean semicolons = names.size() == 1 && names.getFirst().contains(";");
        throw new WrongHeaderException(
            "the first line must be the header id,raw,region: it is "
                + (semicolons ? "separated by semicolons, not commas" : wrong));
      }
      return new Columns(names.indexOf("id"), names.indexOf("raw"), names.indexOf("region"));
    }
  }

  /**
   * @param file the file; {@code -} reads standard input
   * @throws WrongHeaderException when the first line is not the header; nothing is written
   * @throws UnreadableCsvException when it is no CSV; rows before the fault are already written
   * @throws IOException when it cannot be read or the output cannot be written
   */
  void translate(Path file, Writer out) throws IOException, UnreadableCsvException {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file);
        InputStream marked = new SequenceInputStream(in, new ByteArrayInputStream(endMark()));
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(marked, StandardCharsets.UTF_8)) {
      CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
      translate(reader.iterator(), writer);
      writer.flush();
    } catch (CsvParseException e) {
      throw new UnreadableCsvException(
          "it is no well-formed CSV, or a field is longer than 16 million characters");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void translate(Iterator<CsvRecord> records, CsvWriter out) throws UnreadableCsvException {
    CsvRecord row = records.next();
    Columns columns = Columns.of(row.getFields());
    out.writeRecord("id", "key", "reason");
    while (records.hasNext()) {
      row = records.next();
      if (records.hasNext()) {
        translate(row, columns, out);
      }
    }
    if (!row.getField(0).equals(END)) {
      throw new UnreadableCsvException("a quoted field is not closed");
    }
  }

  private void translate(CsvRecord row, Columns columns, CsvWriter out) {
    String id = field(row, columns.id);
    if (!lossy && (id + field(row, columns.raw)).indexOf(REPLACEMENT) >= 0) {
      lossy = true;
      warnings.accept("the file is not UTF-8: some characters are lost");
    }
    switch (keys.key(field(row, columns.raw), source(field(row, columns.region)))) {
      case Key key -> out.writeRecord(id, key.value(), "");
      case NoKey noKey -> out.writeRecord(id, "", noKey.reason().name());
    }
  }

  private PhoneSource source(String column) {
    if (column.strip().equalsIgnoreCase("CHANNEL")) {
      return PhoneSource.channel();
    }
    PhoneSource source = PhoneSource.region(column);
    if (source instanceof PhoneSource.Region region
        && !PhoneKeys.isKnownRegion(region.iso())
        && unknownRegions.size() < 20
        && unknownRegions.add(region.iso())) {
      warnings.accept("unknown region " + region.iso() + ": only international forms have a key");
    }
    return source;
  }

  private static byte[] endMark() {
    return ("\n" + END + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String field(CsvRecord row, int column) {
    return column < row.getFieldCount() ? row.getField(column) : "";
  }
}
