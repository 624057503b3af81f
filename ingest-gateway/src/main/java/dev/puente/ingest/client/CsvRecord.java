package dev.puente.ingest.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits one CSV record (RFC 4180, comma, double quotes). */
final class CsvRecord {
  private CsvRecord() {}

  /** The bytes as text, without a byte order mark; empty when they are not UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The cells; empty when a quote is not closed or stands in a wrong place. */
  static Optional<List<String>> cells(String record) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder cell = new StringBuilder();
      at = record.startsWith("\"", at) ? quoted(record, at + 1, cell) : plain(record, at, cell);
      if (at < 0) {
        return Optional.empty();
      }
      cells.add(cell.toString());
      if (at == record.length()) {
        return Optional.of(cells);
      }
      if (record.charAt(at) != ',') {
        return Optional.empty();
      }
      at++;
    }
  }

  private static int plain(String record, int from, StringBuilder cell) {
    int comma = record.indexOf(',', from);
    int end = comma < 0 ? record.length() : comma;
    String text = record.substring(from, end);
    cell.append(text);
    return text.indexOf('"') >= 0 ? -1 : end;
  }

  /** Position behind the closing quote; -1 without one. */
  private static int quoted(String record, int from, StringBuilder cell) {
    for (int i = from; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c != '"') {
        cell.append(c);
      } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else {
        return i + 1;
      }
    }
    return -1;
  }
}
