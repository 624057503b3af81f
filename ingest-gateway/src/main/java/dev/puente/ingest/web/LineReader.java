package dev.puente.ingest.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream line by line in bounded memory. Lines end with LF or CRLF; in CSV a line break
 * inside quotes belongs to the record.
 */
public final class LineReader {
  private static final int BUFFER = 16 * 1024;
  private static final int END = -1;

  private final InputStream in;
  private final int limit;
  private final boolean quotes;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private long nextNumber = 1;

  /**
   * Reads from a stream that the caller closes.
   *
   * @param limit longest line in bytes; more is read and thrown away
   * @param quotes whether double quotes protect line breaks
   */
  public LineReader(InputStream in, int limit, boolean quotes) {
    this.in = in;
    this.limit = limit;
    this.quotes = quotes;
  }

  /**
   * A line without its end.
   *
   * @param number of its first physical line, from 1
   * @param bytes its first {@code limit} bytes
   */
  public record Line(long number, byte[] bytes, boolean tooLong) {
    /** Whether there is nothing but white space. */
    public boolean blank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }

    /** Lines hold personal data. */
    @Override
    public String toString() {
      return "Line[" + number + "]";
    }
  }

  /** The next line; null at the end. */
  public @Nullable Line next() throws IOException {
    int next = read();
    if (next == END) {
      return null;
    }
    long number = nextNumber;
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean quoted = false;
    boolean tooLong = false;
    while (next != END && (next != '\n' || quoted)) {
      if (next == '\n') {
        nextNumber++;
      }
      if (quotes && next == '"') {
        quoted = !quoted;
      }
      if (line.size() < limit) {
        line.write(next);
      } else if (next != '\r') {
        // A quote that never closes must not swallow the rest of the file.
        tooLong = true;
        quoted = false;
      }
      next = read();
    }
    nextNumber++;
    return new Line(number, withoutReturn(line.toByteArray()), tooLong);
  }

  private int read() throws IOException {
    if (position == filled) {
      filled = in.read(buffer);
      position = 0;
      if (filled <= 0) {
        filled = 0;
        return END;
      }
    }
    return buffer[position++] & 0xff;
  }

  private static byte[] withoutReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? java.util.Arrays.copyOf(line, line.length - 1)
        : line;
  }
}
