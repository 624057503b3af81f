package dev.puente.ingest.notification;

import dev.puente.event.v1.SendNotification;
import dev.puente.ingest.notification.RecentNotifications.Accepted;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.RequestDigest;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes notification requests. The same id with the same content is answered like the first time
 * and not published again; with other content it is refused when the first is already known here or
 * in the view, and otherwise by the ledger, in the timeline.
 */
public final class Notifications {
  private final EventPublisher publisher;
  private final Topics topics;
  private final MatcherViews views;
  private final RecentNotifications recent;
  private final InstantSource clock;
  private final EventIdSource eventIds;
  private final Duration ackLimit;
  private final NotificationReader reader;

  /** All writes wait at most {@code ackLimit} for their acknowledgement. */
  public Notifications(
      EventPublisher publisher,
      Topics topics,
      MatcherViews views,
      RecentNotifications recent,
      PhoneKeys phoneKeys,
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
    this.reader = new NotificationReader(phoneKeys);
  }

  /** What a request comes to. */
  sealed interface Admission {
    /** To be published; complete {@link Admission.Fresh#done} first, then {@code keep} it. */
    record Fresh(NotificationData data, Accepted accepted, CompletableFuture<Void> done)
        implements Admission {}

    /** Known with the same content. */
    record Repeated(String id) implements Admission {}

    /** Known with other content. */
    record Conflict(String id) implements Admission {}

    /** Wrong. */
    record Refused(@Nullable String id, List<FieldProblem> problems) implements Admission {}
  }

  /**
   * Takes one and waits until it is durable.
   *
   * @return its id
   * @throws ProblemException 422, 409
   * @throws PublishException when it could not be kept
   */
  String accept(TenantConfig tenant, ObjectNode body, String traceParent) {
    return switch (admit(tenant, body, traceParent)) {
      case Admission.Fresh fresh -> {
        EventPublisher.await(fresh.done(), ackLimit);
        keep(tenant, fresh);
        yield fresh.data().id();
      }
      case Admission.Repeated repeated -> repeated.id();
      case Admission.Conflict conflict ->
          throw new Problem(
                  ProblemCode.ID_CONFLICT.status(),
                  ProblemCode.ID_CONFLICT,
                  List.of(FieldProblem.of("id", FieldCode.ID_CONFLICT)),
                  java.util.Map.of())
              .exception();
      case Admission.Refused refused -> throw Problem.invalid(refused.problems()).exception();
    };
  }

  /** Checks one and hands it to the publisher without waiting. */
  Admission admit(TenantConfig tenant, ObjectNode body, String traceParent) {
    Instant now = now();
    NotificationReader.Reading reading = reader.read(tenant, body, now);
    NotificationData data = reading.data();
    if (data == null) {
      return new Admission.Refused(reading.id(), reading.problems());
    }
    SendNotification send = NotificationRecords.send(data);
    String recipient = data.recipient().text();
    String digest = RequestDigest.of(recipient, send);
    String known = knownDigest(tenant, data.id());
    if (known != null) {
      return known.equals(digest)
          ? new Admission.Repeated(data.id())
          : new Admission.Conflict(data.id());
    }
    return new Admission.Fresh(
        data,
        new Accepted(digest, recipient, data.type(), now),
        publish(
            new Publication(
                topics.notificationRequests(),
                data.recipient().key(tenant.id()),
                NotificationRecords.request(tenant.id(), data.id(), now, send),
                eventIds.next(),
                traceParent)));
  }

  /** To be called when the record is durable. */
  void keep(TenantConfig tenant, Admission.Fresh fresh) {
    recent.remember(tenant.id(), fresh.data().id(), fresh.accepted());
  }

  private CompletableFuture<Void> publish(Publication publication) {
    return publisher.reachable()
        ? publisher.publish(publication)
        : CompletableFuture.failedFuture(new PublishException(PublishException.Reason.UNREACHABLE));
  }

  /** Digest of the first request of that id, as far as it can be known quickly. */
  private @Nullable String knownDigest(TenantConfig tenant, String id) {
    Accepted here = recent.find(tenant.id(), id).orElse(null);
    if (here != null) {
      return here.digest();
    }
    try {
      String digest =
          views.notificationQuickly(tenant.id(), id).path("request_digest").asString("");
      return digest.isEmpty() ? null : digest;
    } catch (ProblemException e) {
      // Unknown, or not to be known now: the ledger decides.
      return null;
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
