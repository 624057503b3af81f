package dev.puente.sandbox.broker;

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

/** Forwards connections on loopback and counts the bytes that clients send. */
final class TcpProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private volatile int target;

  TcpProxy() throws IOException {
    server = new ServerSocket(0, 50, LOOPBACK);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void forwardTo(int port) {
    target = port;
  }

  long bytes() {
    return bytes.get();
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
        threads.execute(() -> copy(client, broker, bytes));
        threads.execute(() -> copy(broker, client, new AtomicLong()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void copy(Socket from, Socket to, AtomicLong counter) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        counter.addAndGet(n);
      }
    } catch (IOException e) {
      // either side hung up
    }
  }
}
