package dev.puente.benchmarks.imports;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of clients that is made while it is read; every {@code badEvery}-th line is wrong. */
final class ClientLines extends InputStream {
  private final boolean csv;
  private final long lines;
  private final long badEvery;
  private byte[] current;
  private int position;
  private long made;

  /**
   * A file of so many clients.
   *
   * @param badEvery 0: none is wrong
   */
  ClientLines(boolean csv, long lines, long badEvery) {
    this.csv = csv;
    this.lines = lines;
    this.badEvery = badEvery;
    this.current =
        csv
            ? bytes(
                "id,first_name,last_name,email,phones,region,birthday,total_appointments,next_appointment,attributes.plan\n")
            : new byte[0];
  }

  /** How many of the lines are wrong. */
  long bad() {
    return badEvery == 0 ? 0 : lines / badEvery;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int copied = 0;
    while (copied < length) {
      if (position == current.length) {
        if (made == lines) {
          break;
        }
        current = bytes(line(++made));
        position = 0;
      }
      int part = Math.min(length - copied, current.length - position);
      System.arraycopy(current, position, into, offset + copied, part);
      position += part;
      copied += part;
    }
    return copied == 0 && length > 0 ? -1 : copied;
  }

  private String line(long n) {
    String email = badEvery > 0 && n % badEvery == 0 ? "not an address" : "c" + n + "@example.com";
    String phone = "11 " + (2000 + n / 10_000 % 8000) + "-" + String.format("%04d", n % 10_000);
    return csv
        ? "c%d,Ana,\"Pérez, %d\",%s,%s|+34 600 %06d,AR,1990-02-03,%d,2036-07-20T10:00:00-03:00,gold%n"
            .formatted(n, n, email, phone, n % 1_000_000, n % 50)
        : ("{\"id\":\"c%d\",\"first_name\":\"Ana\",\"last_name\":\"Pérez, %d\",\"email\":\"%s\",\"phones\":[\"%s\",\"+34 600 %06d\"],\"region\":\"AR\","
                + "\"birthday\":\"1990-02-03\",\"total_appointments\":%d,\"next_appointment\":\"2036-07-20T10:00:00-03:00\",\"attributes\":{\"plan\":\"gold\"}}\n")
            .formatted(n, n, email, phone, n % 1_000_000, n % 50);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
