package dev.puente.ingest.testing;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.view.MatcherViews;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers what a test put in; 404 for the rest, or 503 for everything. */
public final class FakeViews implements MatcherViews {
  private final Map<String, ObjectNode> known = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** Forgets everything. */
  public void reset() {
    known.clear();
    away = false;
  }

  /** Makes the matcher unreachable. */
  public void goAway() {
    away = true;
  }

  /** Puts an answer in, under {@code kind/tenant/id}. */
  public void put(String key, ObjectNode answer) {
    known.put(key, answer);
  }

  @Override
  public ObjectNode notification(String tenant, String id) {
    return find("notifications/" + tenant + "/" + id);
  }

  @Override
  public ObjectNode notificationQuickly(String tenant, String id) {
    return notification(tenant, id);
  }

  @Override
  public ObjectNode client(String tenant, String id) {
    return find("clients/" + tenant + "/" + id);
  }

  @Override
  public ObjectNode clientQuickly(String tenant, String id) {
    return client(tenant, id);
  }

  @Override
  public ObjectNode interactions(
      String tenant, String clientId, @Nullable Integer limit, @Nullable String before) {
    return find("interactions/" + tenant + "/" + clientId + "/" + limit + "/" + before);
  }

  @Override
  public ObjectNode link(String tenant, long contactId, String language) {
    return find("links/" + tenant + "/" + contactId).put("explanation", "in " + language);
  }

  @Override
  public ObjectNode subscription(String tenant, String id) {
    return find("subscriptions/" + tenant + "/" + id);
  }

  private ObjectNode find(String key) {
    if (away) {
      throw Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "2").exception();
    }
    ObjectNode answer = known.get(key);
    if (answer == null) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    return answer.deepCopy();
  }
}
