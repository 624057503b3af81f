package dev.puente.matcher.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks another instance of the matcher, once and within limits. */
public final class PeerClient implements AutoCloseable {
  /** Marks a question that came from another instance. */
  public static final String FORWARDED = "X-Puente-Forwarded";

  private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
  private static final long BODY_LIMIT_BYTES = 2L * 1024 * 1024;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final String token;

  /** A client that shows this token. */
  public PeerClient(String token) {
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  QueryAnswer ask(HostInfo host, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host.host() + ":" + host.port() + path))
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + token)
            .header(FORWARDED, "1")
            .GET()
            .build();
    try {
      HttpResponse<String> response =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(), BODY_LIMIT_BYTES));
      return switch (response.statusCode()) {
        case OK -> new QueryAnswer.Relayed(OK, response.body());
        case NOT_FOUND -> new QueryAnswer.Unknown();
        default -> new QueryAnswer.Unavailable();
      };
    } catch (IOException e) {
      LOG.debug("another matcher does not answer host={} port={}", host.host(), host.port());
      return new QueryAnswer.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new QueryAnswer.Unavailable();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
