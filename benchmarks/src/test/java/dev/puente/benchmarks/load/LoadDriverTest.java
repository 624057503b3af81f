package dev.puente.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
  private static final byte[] GET =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger seen = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int number = seen.incrementAndGet();
          try {
            gate.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
          // Every second answer in chunks.
          exchange.sendResponseHeaders(number % 10 == 0 ? 503 : 200, number % 2 == 0 ? 0 : 2);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private LoadResult run(int connections, double rate, Duration duration, Duration patience)
      throws InterruptedException {
    LoadPlan plan = new LoadPlan(server.getAddress(), connections, rate, duration, patience);
    return new LoadDriver(plan, () -> number -> GET, new AtomicLong()).run();
  }

  @Test
  void shouldSendWhatIsScheduledAndCountAnswersByStatus() throws InterruptedException {
    // when
    LoadResult result = run(4, 200, Duration.ofMillis(500), Duration.ofSeconds(30));

    // then
    assertThat(result.answered()).isEqualTo(100);
    assertThat(result.statuses()).containsEntry(200, 90L).containsEntry(503, 10L);
    assertThat(result.succeeded()).isEqualTo(90);
    assertThat(result.failed()).isZero();
    assertThat(result.latencies().getTotalCount()).isEqualTo(100);
  }

  @Test
  void shouldCountTheWaitOfEveryRequestThatWasDueDuringAStall() throws InterruptedException {
    // given a server that stands still for at least 400 ms while a request is due every 10 ms
    gate = new CountDownLatch(1);
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      var unused = timer.schedule(() -> gate.countDown(), 400, TimeUnit.MILLISECONDS);

      // when
      LoadResult result = run(1, 100, Duration.ofMillis(600), Duration.ofSeconds(30));

      // then one request waited for an answer, but those behind it waited as well
      long slow =
          result.latencies().getTotalCount() - result.latencies().getCountBetweenValues(0, 100_000);
      assertThat(result.answered()).isEqualTo(60);
      assertThat(slow).isGreaterThanOrEqualTo(25);
    }
  }

  @Test
  void shouldCountRequestsThatNoConnectionWasFreeFor() throws InterruptedException {
    // given a server that does not answer before the patience ends
    gate = new CountDownLatch(1);

    // when
    LoadResult result = run(2, 100, Duration.ofMillis(200), Duration.ofMillis(200));
    gate.countDown();

    // then
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.unsent()).isEqualTo(18);
    assertThat(result.latencies().getTotalCount()).isEqualTo(20);
    assertThat(result.succeeded()).isZero();
  }

  @Test
  void shouldFailWithoutServer() throws InterruptedException {
    // given
    server.stop(0);

    // when
    LoadResult result = run(1, 50, Duration.ofMillis(100), Duration.ofSeconds(5));

    // then
    assertThat(result.failed()).isEqualTo(5);
    assertThat(result.successRate()).isZero();
  }

  @Test
  void shouldKeepConnectionsBusyInAClosedLoop() throws InterruptedException {
    // when
    LoadResult result = run(2, 0, Duration.ofMillis(300), Duration.ofSeconds(30));

    // then
    assertThat(result.answered()).isGreaterThan(2);
    assertThat(result.unsent()).isZero();
  }
}
