package dev.puente.ingest.view;

import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks the matcher's internal query endpoint over HTTP. */
public final class HttpMatcherViews implements MatcherViews, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpMatcherViews.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private final URI base;
  private final Secret token;
  private final Duration limit;
  private final Duration quickLimit;
  private final Duration pauseAfterFailure;
  private final LongSupplier nanos;
  private final HttpClient client;
  private final JsonText json = JsonText.lenient();
  private volatile long quickAgainAt;

  /**
   * A client of one matcher address.
   *
   * @param quickLimit limit of the quick questions; after a failed one they are answered with 503
   *     at once for {@code pauseAfterFailure}, so that writes do not wait for an absent matcher
   */
  public HttpMatcherViews(
      URI base,
      Secret token,
      Duration limit,
      Duration quickLimit,
      Duration pauseAfterFailure,
      LongSupplier nanos) {
    this.base = base;
    this.token = token;
    this.limit = limit;
    this.quickLimit = quickLimit;
    this.pauseAfterFailure = pauseAfterFailure;
    this.nanos = nanos;
    this.quickAgainAt = nanos.getAsLong();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(quickLimit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public ObjectNode notification(String tenant, String id) {
    return ask(tenant, "notifications", id, "", limit);
  }

  @Override
  public ObjectNode notificationQuickly(String tenant, String id) {
    return quickly(tenant, "notifications", id);
  }

  @Override
  public ObjectNode client(String tenant, String id) {
    return ask(tenant, "clients", id, "", limit);
  }

  @Override
  public ObjectNode clientQuickly(String tenant, String id) {
    return quickly(tenant, "clients", id);
  }

  @Override
  public ObjectNode interactions(
      String tenant, String clientId, @Nullable Integer limitRows, @Nullable String before) {
    String query =
        Stream.of(
                limitRows == null ? "" : "limit=" + limitRows,
                before == null ? "" : "before=" + enc(before))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&", "?", ""));
    return ask(tenant, "clients", clientId, "/interactions" + query, limit);
  }

  @Override
  public ObjectNode link(String tenant, long contactId, String language) {
    return ask(tenant, "contacts", Long.toString(contactId), "/link?lang=" + enc(language), limit);
  }

  @Override
  public ObjectNode subscription(String tenant, String id) {
    return ask(tenant, "subscriptions", id, "", limit);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private ObjectNode quickly(String tenant, String kind, String id) {
    if (nanos.getAsLong() - quickAgainAt < 0) {
      throw unavailable();
    }
    try {
      return ask(tenant, kind, id, "", quickLimit);
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.UNAVAILABLE) {
        quickAgainAt = nanos.getAsLong() + pauseAfterFailure.toNanos();
      }
      throw e;
    }
  }

  private ObjectNode ask(String tenant, String kind, String id, String suffix, Duration patience) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    base + "/internal/v1/tenants/" + tenant + "/" + kind + "/" + enc(id) + suffix))
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "application/json")
            .timeout(patience)
            .GET()
            .build();
    try {
      return read(client.send(request, HttpResponse.BodyHandlers.ofByteArray()), kind);
    } catch (IOException e) {
      log.atDebug().addKeyValue("kind", kind).log("matcher not reachable");
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private ObjectNode read(HttpResponse<byte[]> response, String kind) {
    if (response.statusCode() == 404) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    if (response.statusCode() != 200) {
      if (response.statusCode() != 503) {
        log.atWarn()
            .addKeyValue("kind", kind)
            .addKeyValue("statusCode", response.statusCode())
            .log("matcher refused a question");
      }
      throw unavailable();
    }
    return json.object(response.body()).orElseThrow(HttpMatcherViews::unavailable);
  }

  private static ProblemException unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE)
        .header("Retry-After", RETRY_AFTER_SECONDS)
        .exception();
  }

  private static String enc(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
