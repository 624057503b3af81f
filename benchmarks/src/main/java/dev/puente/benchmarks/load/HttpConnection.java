package dev.puente.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection that costs the machine little: one write, and as much reading as it takes
 * to find the end of the answer. Understands {@code Content-Length}, chunks, and 204.
 */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_LIMIT_MS = 5_000;
  private static final int BUFFER = 16 * 1024;

  private final InetSocketAddress target;
  private final int readLimitMs;
  private final byte[] buffer = new byte[BUFFER];
  private @Nullable Socket socket;
  private int position;
  private int filled;

  HttpConnection(InetSocketAddress target, int readLimitMs) {
    this.target = target;
    this.readLimitMs = readLimitMs;
  }

  /**
   * Sends and waits for the whole answer.
   *
   * @return its status
   * @throws IOException when there is none; the next call connects anew
   */
  int exchange(byte[] request) throws IOException {
    try {
      Socket open = socket == null ? connect() : socket;
      open.getOutputStream().write(request);
      return answer(open.getInputStream());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket connect() throws IOException {
    Socket open = new Socket();
    open.setTcpNoDelay(true);
    open.setSoTimeout(readLimitMs);
    open.connect(target, CONNECT_LIMIT_MS);
    socket = open;
    position = 0;
    filled = 0;
    return open;
  }

  private int answer(InputStream in) throws IOException {
    String first = line(in);
    if (first.length() < 12 || !first.startsWith("HTTP/1.")) {
      throw new IOException("no HTTP answer");
    }
    int status = Integer.parseInt(first.substring(9, 12));
    long length = -1;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.contains("close");
      }
    }
    if (chunked) {
      chunks(in);
    } else if (length > 0) {
      skip(in, length);
    } else if (length < 0 && status != 204) {
      throw new IOException("an answer without length");
    }
    if (last) {
      close();
    }
    return status;
  }

  private void chunks(InputStream in) throws IOException {
    while (true) {
      long size = Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
      skip(in, size);
      line(in);
      if (size == 0) {
        return;
      }
    }
  }

  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = read(in); b != '\n'; b = read(in)) {
      if (b != '\r') {
        line.append((char) b);
      }
      if (line.length() > BUFFER) {
        throw new IOException("a header line is too long");
      }
    }
    return line.toString();
  }

  private int read(InputStream in) throws IOException {
    if (position == filled) {
      fill(in);
    }
    return buffer[position++];
  }

  private void skip(InputStream in, long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (position == filled) {
        fill(in);
      }
      int taken = (int) Math.min(left, filled - position);
      position += taken;
      left -= taken;
    }
  }

  private void fill(InputStream in) throws IOException {
    filled = in.read(buffer);
    position = 0;
    if (filled <= 0) {
      filled = 0;
      throw new EOFException("the connection was closed");
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // There is nothing left to do with it.
      }
    }
  }
}
