package dev.puente.ingest.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A caller that writes bytes as it likes, from one of the loopback addresses. */
public final class RawCaller implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;
  private static final long DRIP_NANOS = 20_000_000;

  private final Socket socket = new Socket();

  /** Connects from that address. */
  public RawCaller(String from, int port) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MS);
  }

  /** For what is to be said over it besides. */
  public Socket socket() {
    return socket;
  }

  /** Sends bytes. */
  public void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a text. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Goes on sending the same byte, much slower than anybody who means it, until nobody listens. */
  public RawCaller drip(int value) throws IOException {
    OutputStream out = socket.getOutputStream();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  out.write(value);
                  LockSupport.parkNanos(DRIP_NANOS);
                }
              } catch (IOException e) {
                // The other side has heard enough, or the test is over.
              }
            });
    return this;
  }

  /** The first characters of the answer, for example of {@code HTTP/1.1 200}. */
  public String answer(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** All of the answer, until the other side ends the connection, in whatever way. */
  public String answerUntilItEnds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        bytes.write(next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException e) {
      // Reset: it did not read all that was sent.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the other side ends the connection. */
  public boolean isEnded() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // what is left of an answer
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // Reset: it did not read all that was sent.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
