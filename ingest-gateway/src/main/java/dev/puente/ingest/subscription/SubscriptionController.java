package dev.puente.ingest.subscription;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.KeyInterceptor;
import dev.puente.ingest.auth.NeedsNoKey;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.web.Bodies;
import dev.puente.ingest.web.BodyBudget;
import dev.puente.ingest.web.ClientAddress;
import dev.puente.ingest.web.Queries;
import dev.puente.ingest.web.TraceParents;
import dev.puente.schemas.tenant.TenantConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/subscriptions}: the form, its state, and changes of it. */
@RestController
public final class SubscriptionController {
  /** Largest form, bytes. */
  static final int BODY_LIMIT = 32 * 1024;

  private static final Pattern ID = Pattern.compile("sub_[0-9]{1,12}_[0-9a-f]{8}");
  private static final int KEY_LIMIT = 255;

  private final Subscriptions subscriptions;
  private final SubscriptionViews views;
  private final Tenants tenants;
  private final KeyInterceptor keys;
  private final RateLimiter limiter;
  private final ClientAddress addresses;
  private final TraceParents traces;
  private final BodyBudget bodies;
  private final JsonText json = JsonText.strict();

  /** A thin layer over these. */
  public SubscriptionController(
      Subscriptions subscriptions,
      SubscriptionViews views,
      Tenants tenants,
      KeyInterceptor keys,
      RateLimiter limiter,
      ClientAddress addresses,
      TraceParents traces,
      BodyBudget bodies) {
    this.subscriptions = subscriptions;
    this.views = views;
    this.tenants = tenants;
    this.keys = keys;
    this.limiter = limiter;
    this.addresses = addresses;
    this.traces = traces;
    this.bodies = bodies;
  }

  /** Takes a form from anybody. */
  @PostMapping("/api/subscriptions")
  @ResponseStatus(HttpStatus.CREATED)
  @NeedsNoKey
  public ObjectNode post(HttpServletRequest request) throws IOException {
    limit(request);
    ObjectNode body = Bodies.json(request, BODY_LIMIT, json, bodies);
    TenantConfig tenant =
        FormTenant.choose(
            tenants.current(), Queries.first(request, "tenant"), request.getHeader("Origin"));
    return subscriptions.create(tenant, body, idempotencyKey(request), traces.of(request));
  }

  /** The state: everything with a key, the little that is not personal with the link's token. */
  @GetMapping("/api/subscriptions/{id}")
  @NeedsNoKey
  public ObjectNode get(@PathVariable String id, HttpServletRequest request) {
    String token = Queries.first(request, "token");
    if (request.getHeader("Authorization") == null && token != null) {
      return views.withToken(
          tenants.current(), Queries.first(request, "tenant"), checked(id), token);
    }
    Caller caller = keys.authenticate(request);
    if (!caller.mayAny(Scope.READ, Scope.CLIENTS)) {
      throw Problem.of(ProblemCode.FORBIDDEN).exception();
    }
    return views.withKey(caller.tenant(), checked(id));
  }

  /** Asks for another state. */
  @PostMapping("/api/subscriptions/{id}/status")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.CLIENTS)
  public ObjectNode status(Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode body = Bodies.json(request, BODY_LIMIT, json);
    String status =
        subscriptions.changeStatus(caller.tenant(), checked(id), body, traces.of(request));
    return JsonNodeFactory.instance
        .objectNode()
        .put("subscription_id", id)
        .put("status", status)
        .put("status_url", views.url(id));
  }

  private void limit(HttpServletRequest request) {
    long wait = limiter.waitSeconds(addresses.of(request));
    if (wait > 0) {
      throw Problem.of(ProblemCode.RATE_LIMITED)
          .header("Retry-After", Long.toString(wait))
          .exception();
    }
  }

  /** Blank and oversized keys count as none. */
  private static @Nullable String idempotencyKey(HttpServletRequest request) {
    @Nullable String key = request.getHeader("Idempotency-Key");
    return key == null || key.isBlank() || key.length() > KEY_LIMIT ? null : key.strip();
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    return id;
  }
}
