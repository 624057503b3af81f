package dev.puente.cli.phone;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Fails where a {@link PrintWriter} keeps silent, so that nobody computes for a closed pipe. What
 * is printed may pass a second silent printer, {@link System#out}.
 */
final class FailingWriter extends FilterWriter {
  private final PrintWriter printer;

  FailingWriter(PrintWriter printer) {
    super(printer);
    this.printer = printer;
  }

  /** Whether something was lost on the way out; flushes first. */
  static boolean hasFailed(PrintWriter printer) {
    return printer.checkError() || System.out.checkError();
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    super.write(text, from, length);
    check();
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    super.write(text, from, length);
    check();
  }

  private void check() throws IOException {
    if (hasFailed(printer)) {
      throw new IOException("the output is closed or full");
    }
  }
}
