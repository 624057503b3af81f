package dev.puente.sandbox.chatwoot.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.puente.sandbox.chatwoot.fault.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server socket: reads requests, lets {@link FaultyCall} act, closes in a bounded time. */
public final class HttpFront implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final int BACKLOG = 1024;
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
  private static final int CLOSE_SECONDS = 5;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FaultyCall calls;
  private final Routes own;
  private final Faults faults;

  /**
   * @param port 0 for any free one
   * @param own routes of the simulator itself, free of faults and journal
   */
  public HttpFront(int port, Routes own, FaultyCall calls, Faults faults) throws IOException {
    this.own = own;
    this.calls = calls;
    this.faults = faults;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    server = HttpServer.create(address, BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) {
    try {
      Call call = read(exchange);
      if (call.path().equals("/") || call.path().startsWith("/sim/")) {
        FaultyCall.send(exchange, own.answer(call));
      } else {
        calls.run(exchange, call);
      }
    } catch (IOException gone) {
      LOG.atDebug().addKeyValue("cause", gone.getClass().getSimpleName()).log("client gone");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.atWarn()
          .addKeyValue("method", exchange.getRequestMethod())
          .setCause(bug)
          .log("simulator failed");
    } finally {
      exchange.close();
    }
  }

  private static Call read(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      byte[] bytes = body.readNBytes(MAX_BODY_BYTES);
      URI uri = exchange.getRequestURI();
      return new Call(
          exchange.getRequestMethod(),
          uri.getPath(),
          uri.getRawQuery(),
          name -> exchange.getRequestHeaders().getFirst(name),
          bytes);
    }
  }

  @Override
  public void close() {
    faults.clear();
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("requests still running at close");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
