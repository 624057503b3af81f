package dev.puente.sandbox.chatwoot.webhook;

import dev.puente.sandbox.chatwoot.http.Reasons;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts one webhook, once (CONTRACT 1.3 to 1.5). Redirects are not followed and count as a failure.
 */
final class Sender implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final Duration timeout;
  private final InstantSource clock;

  Sender(Duration timeout, InstantSource clock) {
    this.timeout = timeout;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .executor(threads)
            .build();
  }

  /**
   * The outcome of an attempt: empty for a 2xx, else the text that Chatwoot keeps of the failure.
   */
  Optional<String> send(Delivery delivery) throws InterruptedException {
    try {
      HttpResponse<Void> response =
          client.send(request(delivery), HttpResponse.BodyHandlers.discarding());
      int status = response.statusCode();
      return status / 100 == 2
          ? Optional.empty()
          : Optional.of(status + " " + Reasons.phrase(status));
    } catch (HttpConnectTimeoutException slow) {
      return Optional.of("Net::OpenTimeout");
    } catch (HttpTimeoutException slow) {
      return Optional.of("Net::ReadTimeout with #<TCPSocket:(closed)>");
    } catch (ConnectException refused) {
      return Optional.of("Failed to open TCP connection (Connection refused - connect(2))");
    } catch (IOException broken) {
      return Optional.of("end of file reached");
    } catch (IllegalArgumentException unusable) {
      return Optional.of("bad URI");
    }
  }

  private HttpRequest request(Delivery delivery) {
    URI uri = URI.create(delivery.receiver().url());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutUser(uri))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("X-Chatwoot-Delivery", delivery.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
    String secret = delivery.receiver().secret();
    if (secret != null) {
      String timestamp = Long.toString(clock.instant().getEpochSecond());
      request.header("X-Chatwoot-Timestamp", timestamp);
      request.header("X-Chatwoot-Signature", Signature.of(secret, timestamp, delivery.body()));
    }
    if (uri.getUserInfo() != null) {
      byte[] user = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    return request.build();
  }

  private static URI withoutUser(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(uri.toString().replaceFirst("//[^@/]*@", "//"));
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
    try {
      client.awaitTermination(CLOSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
