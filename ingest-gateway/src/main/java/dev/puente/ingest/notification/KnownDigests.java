package dev.puente.ingest.notification;

import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.view.MatcherViews;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Digests of first requests, as far as they can be known quickly: no answer means unknown, and then
 * the ledger decides.
 */
final class KnownDigests {
  private final MatcherViews views;

  KnownDigests(MatcherViews views) {
    this.views = views;
  }

  Optional<String> find(String tenant, String id) {
    try {
      String digest = views.notificationQuickly(tenant, id).path("request_digest").asString("");
      return digest.isEmpty() ? Optional.empty() : Optional.of(digest);
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /** Several at a time; the caller limits how many. */
  Map<String, String> find(String tenant, Collection<String> ids) {
    Map<String, String> found = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Optional<String>>> answers = new HashMap<>();
      for (String id : new LinkedHashSet<>(ids)) {
        answers.put(id, threads.submit(() -> find(tenant, id)));
      }
      for (Map.Entry<String, Future<Optional<String>>> answer : answers.entrySet()) {
        answer.getValue().get().ifPresent(digest -> found.put(answer.getKey(), digest));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question to the matcher failed", e);
    }
    return found;
  }
}
