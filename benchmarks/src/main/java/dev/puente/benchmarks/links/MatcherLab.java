package dev.puente.benchmarks.links;

import dev.puente.benchmarks.process.ChildJvm;
import dev.puente.benchmarks.webhooks.Servers;
import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.ContactLink;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster, a matcher, what is published to it and what it publishes. */
final class MatcherLab implements AutoCloseable {
  /** For anything that takes long. */
  static final Duration LIMIT = Duration.ofMinutes(90);

  private static final Topics TOPICS = new Topics("");
  private static final int NOT_FOUND = 404;
  private static final long NOBODY = Long.MAX_VALUE;

  final LinkTraffic traffic;
  final Records<ClientPhone> phones;
  final Records<ContactLink> links;

  private final Servers servers;
  private final Path state;
  private @Nullable ChildJvm matcher;
  private int port;

  MatcherLab(Servers servers, Path state) {
    this.servers = servers;
    this.state = state;
    traffic = new LinkTraffic(servers);
    phones = new Records<>(servers, TOPICS.clientPhones());
    links = new Records<>(servers, TOPICS.contactLinks());
  }

  void start(String... more) throws InterruptedException {
    Servers.Matcher started = servers.matcher(state, List.of(more));
    matcher = started.server();
    port = started.port();
  }

  void stop() {
    if (matcher != null) {
      matcher.close();
    }
  }

  Duration cpu() {
    return matcher == null ? Duration.ZERO : matcher.cpu();
  }

  long residentMiB() {
    return matcher == null ? 0 : matcher.residentMiB();
  }

  /** What the stores take on disk. */
  long stateMiB() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.map(Path::toFile).mapToLong(java.io.File::length).sum() >> 20;
    }
  }

  void loseDisk() throws IOException {
    LinksCommand.delete(state);
  }

  /** Waits until the matcher is sure that it does not know a contact: it has caught up. */
  void awaitCaughtUp() throws InterruptedException, IOException {
    URI url =
        URI.create(
            "http://127.0.0.1:%d/internal/v1/tenants/%s/contacts/%d/link"
                .formatted(port, Servers.TENANT, NOBODY));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + Servers.INTERNAL_TOKEN)
            .timeout(Duration.ofSeconds(10))
            .build();
    long end = System.nanoTime() + LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != NOT_FOUND) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the matcher did not catch up");
        }
        Thread.sleep(100);
      }
    }
  }

  @Override
  public void close() {
    stop();
    links.close();
    phones.close();
    traffic.close();
  }
}
