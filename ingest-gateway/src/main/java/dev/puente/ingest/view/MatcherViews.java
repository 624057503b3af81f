package dev.puente.ingest.view;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What matcher-streams knows. Every method waits for a limited time and throws {@link
 * dev.puente.ingest.problem.ProblemException}: 404 when the thing is certainly unknown, 503 with
 * {@code Retry-After} when that can not be said now.
 */
public interface MatcherViews {
  /** Timeline of a notification, with {@code request_digest}. */
  ObjectNode notification(String tenant, String id);

  /** The same with a short limit, for callers that go on without an answer. */
  ObjectNode notificationQuickly(String tenant, String id);

  /** A client with its phone keys and contacts. */
  ObjectNode client(String tenant, String id);

  /** The same with a short limit, for callers that go on without an answer. */
  ObjectNode clientQuickly(String tenant, String id);

  /**
   * A page of a client's newest interactions.
   *
   * @param limit most rows; null: the matcher's default
   * @param before where the page before ended; null: the newest
   */
  ObjectNode interactions(
      String tenant, String clientId, @Nullable Integer limit, @Nullable String before);

  /**
   * Why a contact is linked, or not.
   *
   * @param language of the words, {@code en} or {@code es}
   */
  ObjectNode link(String tenant, long contactId, String language);

  /** A pre-registration with {@code status_token_hash}. */
  ObjectNode subscription(String tenant, String id);
}
