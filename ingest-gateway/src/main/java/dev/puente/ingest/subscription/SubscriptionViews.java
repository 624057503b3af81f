package dev.puente.ingest.subscription;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.ingest.view.RecentWrites;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.ingest.web.PublishProblems;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The state of pre-registrations for those who may see it. */
public final class SubscriptionViews {
  private static final List<String> OPEN =
      List.of("subscription_id", "status", "created_at", "updated_at", "redirect_url", "as_of");

  private static final String KIND = "subscriptions";

  private final MatcherViews views;
  private final RecentWrites recent;
  private final PublicUrls urls;
  private final EventPublisher publisher;

  /** Asks these views; the publisher says whether they can be complete. */
  public SubscriptionViews(
      MatcherViews views, RecentWrites recent, PublicUrls urls, EventPublisher publisher) {
    this.publisher = publisher;
    this.views = views;
    this.recent = recent;
    this.urls = urls;
  }

  /** Remembers what was accepted, until the matcher knows it. */
  void remember(String tenant, String id, ObjectNode view) {
    recent.remember(KIND, tenant, id, recent.now(), view);
  }

  private ObjectNode find(String tenant, String id) {
    try {
      return recent.orRemembered(KIND, tenant, id, () -> views.subscription(tenant, id));
    } catch (ProblemException e) {
      boolean maybeOnItsWay = e.problem().code() == ProblemCode.NOT_FOUND && publisher.holdsBack();
      if (!maybeOnItsWay) {
        throw e;
      }
      throw Problem.of(ProblemCode.UNAVAILABLE)
          .header("Retry-After", PublishProblems.RETRY_AFTER_SECONDS)
          .exception();
    }
  }

  /** Everything that the business may see. */
  ObjectNode withKey(TenantConfig tenant, String id) {
    ObjectNode view = find(tenant.id(), id);
    view.remove("status_token_hash");
    return view;
  }

  /**
   * What the status link shows: nothing personal.
   *
   * @throws dev.puente.ingest.problem.ProblemException 404 for a wrong token as for a wrong id
   */
  ObjectNode withToken(
      TenantDirectory directory, @Nullable String tenant, String id, String token) {
    if (tenant == null || directory.find(tenant).isEmpty()) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    ObjectNode view = find(tenant, id);
    String hash = view.path("status_token_hash").asString("");
    if (hash.isEmpty() || !Hashes.equal(hash, Hashes.sha256(token))) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    ObjectNode open = JsonNodeFactory.instance.objectNode();
    for (String name : OPEN) {
      JsonNode value = view.get(name);
      if (value != null) {
        open.set(name, value);
      }
    }
    return open;
  }

  /** Where the state is seen with a key. */
  String url(String id) {
    return urls.of("/api/subscriptions/" + id);
  }
}
