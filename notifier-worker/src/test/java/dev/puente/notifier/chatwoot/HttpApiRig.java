package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.RetryPolicy;
import dev.puente.schemas.tenant.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client for account 3 of a server that answers as prepared; token "token", a clock that
 * stands.
 */
final class HttpApiRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-07-28T10:00:30Z");

  final StubServer server = new StubServer();
  final List<Duration> rests = new ArrayList<>();
  final List<String> ended = new ArrayList<>();
  Optional<Problem> refusal = Optional.empty();
  private ChatwootClients clients = clients(true, Duration.ofSeconds(30));

  private final CallGuard guard =
      new CallGuard() {
        @Override
        public Optional<Problem> refusal(Effect effect) {
          return refusal;
        }

        @Override
        public void ended(String operation, @Nullable Problem problem) {
          ended.add(operation + (problem == null ? "" : " " + problem.getClass().getSimpleName()));
        }

        @Override
        public boolean rest(Duration duration) {
          rests.add(duration);
          return true;
        }
      };

  HttpApiRig() throws IOException {}

  /** From here on with other limits. */
  void connect(boolean allowPrivate, Duration deadline) {
    clients.close();
    clients = clients(allowPrivate, deadline);
  }

  ChatwootApi api() {
    return api(server.url());
  }

  ChatwootApi api(URI url) {
    return clients.account(url, 3, new Secret("token"), guard);
  }

  private static ChatwootClients clients(boolean allowPrivate, Duration deadline) {
    return new ChatwootClients(
        new ChatwootClients.Limits(
            Duration.ofSeconds(5),
            deadline,
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1)),
            allowPrivate),
        InstantSource.fixed(NOW),
        () -> 0.5);
  }

  static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(var value) -> value;
      case Outcome.No<T>(var problem) -> throw new AssertionError(problem.toString());
    };
  }

  static Problem problem(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?> ok -> throw new AssertionError(ok.toString());
      case Outcome.No<?>(var problem) -> problem;
    };
  }

  @Override
  public void close() {
    clients.close();
    server.close();
  }
}
