package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.RetryPolicy;
import dev.puente.schemas.tenant.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Makes clients of Chatwoot accounts; they share one pool of connections. Thread-safe. */
public final class ChatwootClients implements AutoCloseable {
  /** Twenty conversations whose last messages have Chatwoot's longest content fit several times. */
  private static final long BODY_LIMIT_BYTES = 16L * 1024 * 1024;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpParts parts;
  private final RetryPolicy retries;

  /**
   * How calls are made.
   *
   * @param connectLimit longest wait for a connection
   * @param deadline end of a request, connecting and body included
   * @param retries of reads
   * @param allowPrivateTargets whether private and loopback addresses may be called
   */
  public record Limits(
      Duration connectLimit, Duration deadline, RetryPolicy retries, boolean allowPrivateTargets) {}

  /** Clients with these limits; {@code random} gives at least 0, less than 1. */
  public ChatwootClients(Limits limits, InstantSource clock, DoubleSupplier random) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.connectLimit())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(executor)
            .build();
    this.retries = limits.retries();
    this.parts =
        new HttpParts(
            http,
            JsonMapper.builder().build(),
            new TargetCheck(limits.allowPrivateTargets()),
            limits.deadline(),
            BODY_LIMIT_BYTES,
            clock,
            random);
  }

  /** The API of one account, every call of which passes the guard. */
  public ChatwootApi account(URI baseUrl, long accountId, Secret token, CallGuard guard) {
    Transport http = new HttpTransport(parts, new HttpTransport.Account(baseUrl, accountId, token));
    Transport guarded = new GuardedTransport(http, guard);
    Transport retrying = new RetryingTransport(guarded, retries, guard::rest, parts.random());
    return new HttpChatwootApi(retrying, parts.json());
  }

  /** Drops running calls. */
  @Override
  public void close() {
    parts.http().shutdownNow();
    executor.shutdownNow();
  }
}
