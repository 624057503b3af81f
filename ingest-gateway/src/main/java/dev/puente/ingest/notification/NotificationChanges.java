package dev.puente.ingest.notification;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.notification.RecentNotifications.Accepted;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Timelines, cancels and reschedules of notifications that were accepted before. */
public final class NotificationChanges {
  private static final Set<String> FINAL =
      Set.of("SENT", "DELIVERED", "READ", "FAILED", "SUPPRESSED", "CANCELLED", "EXPIRED");

  private final EventPublisher publisher;
  private final Topics topics;
  private final MatcherViews views;
  private final RecentNotifications recent;
  private final InstantSource clock;
  private final EventIdSource eventIds;
  private final Duration ackLimit;

  /** All writes wait at most {@code ackLimit} for their acknowledgement. */
  public NotificationChanges(
      EventPublisher publisher,
      Topics topics,
      MatcherViews views,
      RecentNotifications recent,
      InstantSource clock,
      EventIdSource eventIds,
      Duration ackLimit) {
    this.publisher = publisher;
    this.topics = topics;
    this.views = views;
    this.recent = recent;
    this.clock = clock;
    this.eventIds = eventIds;
    this.ackLimit = ackLimit;
  }

  /**
   * The timeline. What this instance accepted a moment ago is shown even when the matcher has not
   * read it yet.
   */
  ObjectNode timeline(TenantConfig tenant, String id) {
    Optional<Accepted> here = durable(tenant, id);
    try {
      ObjectNode view = views.notification(tenant.id(), id);
      view.remove("request_digest");
      return view;
    } catch (ProblemException e) {
      if (here.isEmpty() || e.problem().code() != ProblemCode.NOT_FOUND) {
        throw e;
      }
      return accepted(id, here.get());
    }
  }

  private ObjectNode accepted(String id, Accepted accepted) {
    String at = accepted.at().toString();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("notification_id", id);
    node.put("status", "ACCEPTED");
    node.put("type", accepted.type());
    node.put("recipient", accepted.recipient());
    node.put("accepted_at", at);
    node.put("updated_at", at);
    node.withArray("history").addObject().put("status", "ACCEPTED").put("at", at);
    node.withObject("metadata");
    node.put("as_of", now().toString());
    return node;
  }

  /**
   * Asks to cancel.
   *
   * @return the last known state
   * @throws ProblemException 404, 409 when it is final
   */
  String cancel(TenantConfig tenant, String id, @Nullable String reason, String traceParent) {
    ObjectNode view = changeable(tenant, id);
    publish(tenant, id, view, NotificationRecords.cancel(reason), traceParent);
    return view.path("status").asString("ACCEPTED");
  }

  /**
   * Asks for other times.
   *
   * @return the last known state
   * @throws ProblemException as for {@link #cancel}, and 422
   */
  String reschedule(TenantConfig tenant, String id, ObjectNode body, String traceParent) {
    Fields in = new Fields(body);
    Instant sendAt = in.time("send_at");
    Instant expiresAt = in.time("expires_at");
    if (!in.has("send_at") && !in.has("expires_at")) {
      in.problem("send_at", FieldCode.ONE_NEEDED, "send_at, expires_at");
    }
    NotificationReader.checkTimes(in, sendAt, expiresAt, now());
    in.refuseUnknown();
    if (!in.problems().isEmpty()) {
      throw Problem.invalid(in.problems()).exception();
    }
    ObjectNode view = changeable(tenant, id);
    publish(tenant, id, view, NotificationRecords.reschedule(sendAt, expiresAt), traceParent);
    return view.path("status").asString("ACCEPTED");
  }

  private ObjectNode changeable(TenantConfig tenant, String id) {
    ObjectNode view;
    try {
      view = timeline(tenant, id);
    } catch (ProblemException e) {
      Optional<Accepted> here = durable(tenant, id);
      if (here.isEmpty()) {
        throw e;
      }
      view = accepted(id, here.get());
    }
    if (FINAL.contains(view.path("status").asString(""))) {
      throw Problem.of(ProblemCode.ALREADY_FINAL).exception();
    }
    return view;
  }

  private void publish(
      TenantConfig tenant, String id, ObjectNode view, Object body, String traceParent) {
    publisher.publishIfReachable(
        new Publication(
            topics.notificationRequests(),
            key(tenant, id, view),
            NotificationRecords.request(tenant.id(), id, now(), body),
            eventIds.next(),
            traceParent),
        ackLimit);
  }

  /**
   * The change follows the request into its partition, behind it. When the view does not name the
   * recipient, another partition does as well: the ledger waits for a request that comes later.
   */
  private TenantKey key(TenantConfig tenant, String id, ObjectNode view) {
    String text =
        recent
            .find(tenant.id(), id)
            .map(Accepted::recipient)
            .orElseGet(() -> view.path("recipient").asString(""));
    try {
      return Recipient.parse(text).key(tenant.id());
    } catch (IllegalArgumentException e) {
      return new TenantKey(tenant.id(), "notification/" + id);
    }
  }

  private Optional<Accepted> durable(TenantConfig tenant, String id) {
    return recent.find(tenant.id(), id).filter(Accepted::isDurable);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
