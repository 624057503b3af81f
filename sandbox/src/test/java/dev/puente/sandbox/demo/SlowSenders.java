package dev.puente.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Strangers that announce a body, send half of it as fast as they can and then drip, or drip the
 * head already; when they are refused they come again at once. They have several addresses.
 */
final class SlowSenders implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;

  /** Much slower than anybody who means it, and little work for either side. */
  private static final long DRIP_NANOS = 1_000_000_000;

  private static final int ADDRESSES = 16;

  private static final byte[] CHUNK = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

  private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final int port;
  private final String path;
  private final int announced;
  private volatile boolean stopped;

  /**
   * @param announced bytes of the body; 0: the head does not end
   */
  SlowSenders(int port, String path, int count, int announced) {
    this.port = port;
    this.path = path;
    this.announced = announced;
    for (int i = 0; i < count; i++) {
      InetAddress address = InetAddress.ofLiteral("127.0.0." + (2 + i % ADDRESSES));
      threads.add(Thread.ofVirtual().start(() -> sendUntilStopped(address)));
    }
  }

  /** How often each status, or kind of failure, ended a request. */
  Map<String, Long> answers() {
    Map<String, Long> copy = new TreeMap<>();
    answers.forEach((key, count) -> copy.put(key, count.get()));
    return copy;
  }

  private void sendUntilStopped(InetAddress address) {
    while (!stopped) {
      String end;
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, address, 0)) {
        socket.setSoTimeout(PATIENCE_MS);
        end = send(socket);
      } catch (IOException e) {
        end = e.getClass().getSimpleName();
      }
      answers.computeIfAbsent(end, key -> new AtomicLong()).incrementAndGet();
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** The status of the answer, which may come in the middle of the body. */
  private String send(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + announced;
    String end = announced == 0 ? "" : "\r\n\r\n";
    out.write((head + end).getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    for (int sent = 0; (announced == 0 || sent < announced) && !stopped; ) {
      if (in.available() > 0) {
        return status(in);
      }
      int more = sent < announced / 2 ? Math.min(CHUNK.length, announced / 2) : 1;
      out.write(CHUNK, 0, more);
      sent += more;
      if (more == 1) {
        LockSupport.parkNanos(DRIP_NANOS);
      }
    }
    return "stopped";
  }

  private static String status(InputStream in) throws IOException {
    String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    return line.substring(line.indexOf(' ') + 1);
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        if (!thread.join(java.time.Duration.ofMillis(2L * PATIENCE_MS))) {
          throw new AssertionError("a sender hangs");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
