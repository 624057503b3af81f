package dev.puente.ingest.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.testing.RawCaller;
import dev.puente.ingest.web.ClientAddress;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat with the protocol, and a clock that moves when it is told. */
class BoundedProtocolTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int RATE = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final Tomcat tomcat = new Tomcat();

  @TempDir Path folder;

  /** Refuses with 401 without reading, or reads and answers. */
  private static final class Greeter extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getMethod().equals("PUT")) {
        response.setStatus(401);
      } else {
        request.getInputStream().readAllBytes();
      }
      response.setContentLength(0);
    }
  }

  private long clock() {
    looks.incrementAndGet();
    return nanos.get();
  }

  @BeforeEach
  void start() throws LifecycleException {
    BoundedProtocol protocol = new BoundedProtocol();
    protocol.follow(
        new ConnectionRules(
            10, LIMIT, RATE, new ClientAddress(List.of()), this::clock, reason -> {}));
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    tomcat.setBaseDir(folder.toString());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "greeter", new Greeter());
    context.addServletMappingDecoded("/*", "greeter");
    tomcat.start();
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static String answer(RawCaller caller) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      String next = caller.answer(1);
      if (next.isEmpty()) {
        return "ended";
      }
      head.append(next);
    }
    return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
  }

  @Test
  void shouldNotCountTheTimeBetweenRequestsAfterTheBodyOfARefusedOne() throws IOException {
    try (RawCaller caller = new RawCaller("127.0.0.1", tomcat.getConnector().getLocalPort())) {
      // given
      caller.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
      assertThat(answer(caller)).isEqualTo("401");
      untilTheServerWaits(() -> caller.send("hello"));

      // when
      nanos.addAndGet(Duration.ofHours(1).toNanos());

      // then
      untilTheServerWaits(
          () -> caller.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"));
      caller.send("hello");
      assertThat(answer(caller)).isEqualTo("200");
    }
  }

  /** It looks at the clock when it has begun to read and finds no more. */
  private void untilTheServerWaits(Sending sending) throws IOException {
    int before = looks.get();
    sending.send();
    await().atMost(Duration.ofSeconds(60)).until(() -> looks.get() > before);
  }

  private interface Sending {
    void send() throws IOException;
  }

  @Test
  void shouldTakeARequestThatComesInManyPiecesFastEnough() throws IOException {
    try (RawCaller caller = new RawCaller("127.0.0.1", tomcat.getConnector().getLocalPort())) {
      // when
      caller.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + 60 * RATE + "\r\n\r\n");
      for (int i = 0; i < 60; i++) {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        caller.send("x".repeat(RATE));
      }

      // then
      assertThat(answer(caller)).isEqualTo("200");
    }
  }
}
