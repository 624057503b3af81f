package dev.puente.ingest.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpMatcherViewsTest {
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private volatile int status = 200;
  private volatile String answer = "{\"status\":\"SENT\"}";
  private HttpServer server;
  private HttpMatcherViews views;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          asked.set(
              exchange.getRequestURI().toString()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    views =
        new HttpMatcherViews(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new Secret("tok"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            nanos::get);
  }

  @AfterEach
  void stop() {
    views.close();
    server.stop(0);
  }

  @Test
  void shouldAskWithTheInternalToken() {
    // when
    String status = views.client("t", "a b:c?").path("status").asString();

    // then
    assertThat(status).isEqualTo("SENT");
    assertThat(asked.get()).isEqualTo("/internal/v1/tenants/t/clients/a%20b%3Ac%3F Bearer tok");
    views.link("t", 9, "es");
    assertThat(asked.get()).startsWith("/internal/v1/tenants/t/contacts/9/link?lang=es ");
  }

  @Test
  void shouldSayUnknownOnlyWhenTheMatcherDoes() {
    assertThat(statusWhen(404)).isEqualTo(404);
    assertThat(statusWhen(503)).isEqualTo(503);
    assertThat(statusWhen(401)).isEqualTo(503);
    assertThat(statusWhen(500)).isEqualTo(503);
    answer = "no json";
    assertThat(statusWhen(200)).isEqualTo(503);
  }

  private int statusWhen(int code) {
    status = code;
    return catchThrowableOfType(ProblemException.class, () -> views.notification("t", "n"))
        .problem()
        .status();
  }

  @Test
  void shouldPauseQuickQuestionsAfterAFailure() {
    // given
    status = 503;
    quick();

    // when
    int answered = quick();

    // then
    assertThat(answered).isEqualTo(503);
    assertThat(calls).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(4).toNanos());
    quick();
    assertThat(calls).hasValue(2);
  }

  private int quick() {
    return catchThrowableOfType(ProblemException.class, () -> views.notificationQuickly("t", "n"))
        .problem()
        .status();
  }

  @Test
  void shouldAnswer503WhenNobodyListens() {
    // given
    server.stop(0);

    // then
    assertThat(statusWhen(0)).isEqualTo(503);
  }
}
