package dev.puente.sandbox.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forwards connections on loopback, and counts the bytes that clients send. While it is frozen
 * nothing passes in either direction, but what clients send is still read and counted, so that a
 * test sees that they tried.
 */
public final class LoopbackProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong heldBytes = new AtomicLong();
  private volatile boolean frozen;
  private volatile int target;

  /** Listens on a free port. */
  public LoopbackProxy() throws IOException {
    server = new ServerSocket(0, 50, LOOPBACK);
    threads.execute(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** The port on loopback that new connections go to. */
  public void forwardTo(int port) {
    target = port;
  }

  /** Holds everything back from now on. */
  public void freeze() {
    frozen = true;
  }

  /** Lets new connections through; what was held back is lost, like its connections. */
  public void thaw() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
    heldBytes.set(0);
    frozen = false;
  }

  /** Bytes that clients have sent. */
  public long bytes() {
    return bytes.get();
  }

  /** Bytes that clients have sent since the freeze. */
  public long heldBytes() {
    return heldBytes.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket broker = new Socket(LOOPBACK, target);
        open.add(client);
        open.add(broker);
        threads.execute(() -> copy(client, broker, true));
        threads.execute(() -> copy(broker, client, false));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void copy(Socket from, Socket to, boolean counts) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.addAndGet(counts ? n : 0);
        if (frozen) {
          heldBytes.addAndGet(counts ? n : 0);
        } else {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // either side hung up
    }
  }
}
