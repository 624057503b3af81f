package dev.puente.ingest.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Streams objects as lines of {@code application/x-ndjson}. */
public final class NdjsonWriter implements AutoCloseable {
  /** Media type of the lines. */
  public static final String MEDIA_TYPE = "application/x-ndjson";

  private static final int BUFFER = 16 * 1024;

  private final OutputStream out;

  /** Begins a 200 answer; headers are sent with the first full buffer. */
  public NdjsonWriter(HttpServletResponse response) throws IOException {
    response.setStatus(200);
    response.setContentType(MEDIA_TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    this.out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
  }

  /**
   * Adds a line.
   *
   * @throws UncheckedIOException when the caller is gone
   */
  public void write(ObjectNode line) {
    try {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
