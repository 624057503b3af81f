package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.MinuteBudget;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.ResponseClassifier;
import dev.puente.notifier.delivery.RetryAfter;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt over HTTP. The deadline covers connecting, request and body: {@link
 * HttpRequest.Builder#timeout} ends with the response's headers, so the whole exchange is bounded
 * here and cancelled. Header names are hyphenated, because proxies drop underscores.
 */
final class HttpTransport implements Transport {
  private static final double WINDOW_JITTER_SECONDS = 5;

  /** Where and as whom. */
  record Account(URI baseUrl, long accountId, Secret token) {
    URI uri(String path) {
      return URI.create(baseUrl + "/api/v1/accounts/" + accountId + path);
    }
  }

  private final HttpClient http;
  private final JsonMapper json;
  private final TargetCheck targets;
  private final Account account;
  private final Duration deadline;
  private final long bodyLimitBytes;
  private final InstantSource clock;
  private final DoubleSupplier random;

  HttpTransport(HttpParts parts, Account account) {
    this.http = parts.http();
    this.json = parts.json();
    this.targets = parts.targets();
    this.deadline = parts.deadline();
    this.bodyLimitBytes = parts.bodyLimitBytes();
    this.clock = parts.clock();
    this.random = parts.random();
    this.account = account;
  }

  @Override
  public Outcome<JsonNode> exchange(Call call) {
    URI uri = account.uri(call.path());
    if (!targets.allows(uri)) {
      return new Outcome.No<>(new Problem.Unavailable(null, "target_not_allowed", null));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request(call, uri), BodyHandlers.limiting(BodyHandlers.ofByteArray(), bodyLimitBytes));
    try {
      return read(call, answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unanswered(call.effect(), "timeout");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return unanswered(call.effect(), "interrupted");
    } catch (ExecutionException e) {
      return failed(call.effect(), e.getCause());
    }
  }

  private HttpRequest request(Call call, URI uri) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(deadline)
            .header("Accept", "application/json")
            .header("api-access-token", account.token().reveal());
    if (call.body() == null) {
      return builder.method(call.method(), BodyPublishers.noBody()).build();
    }
    return builder
        .header("Content-Type", "application/json")
        .method(call.method(), BodyPublishers.ofByteArray(call.body()))
        .build();
  }

  private Outcome<JsonNode> read(Call call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    JsonNode body = parse(response.body());
    if (status / 100 == 2) {
      return body == null
          ? new Outcome.No<>(
              ResponseClassifier.noAnswer(call.effect(), status, "unreadable_answer"))
          : new Outcome.Ok<>(body);
    }
    if (status == 404 && (body == null || !body.isObject())) {
      // Chatwoot says it in JSON; this is a proxy that does not reach it at present.
      return new Outcome.No<>(ResponseClassifier.noAnswer(call.effect(), status, "not_chatwoot"));
    }
    Instant now = clock.instant();
    Instant after = afterWindow(now, response.headers().firstValue("Retry-After").orElse(""));
    return new Outcome.No<>(
        ResponseClassifier.classify(
            call.effect(), status, attributes(body), text(body), now, after));
  }

  /** Chatwoot names no time; something in front of it may, and is believed within reason. */
  private Instant afterWindow(Instant now, String retryAfter) {
    long jitterMillis = 50 + (long) (random.getAsDouble() * WINDOW_JITTER_SECONDS * 1000);
    Instant window = MinuteBudget.nextWindow(now);
    Instant named = RetryAfter.moment(retryAfter, now).orElse(window);
    return (named.isAfter(window) ? named : window).plusMillis(jitterMillis);
  }

  private @Nullable JsonNode parse(byte[] body) {
    if (body.length == 0) {
      return json.createObjectNode();
    }
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Set<String> attributes(@Nullable JsonNode body) {
    Set<String> names = new LinkedHashSet<>();
    if (body != null) {
      body.path("attributes").valueStream().forEach(name -> names.add(name.asString("")));
    }
    return names;
  }

  private static String text(@Nullable JsonNode body) {
    return body == null ? "" : body.path("error").asString("");
  }

  /** Connecting failed: the request never left. Everything else may have arrived. */
  private static Outcome<JsonNode> failed(Effect effect, @Nullable Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException
        || cause instanceof SSLHandshakeException) {
      return new Outcome.No<>(new Problem.Unavailable(null, "unreachable", null));
    }
    if (cause instanceof IOException) {
      return unanswered(effect, "connection_lost");
    }
    throw new IllegalStateException("the HTTP client failed", cause);
  }

  private static Outcome<JsonNode> unanswered(Effect effect, String reason) {
    return new Outcome.No<>(ResponseClassifier.noAnswer(effect, null, reason));
  }
}
