package dev.puente.ingest.notification;

import dev.puente.event.v1.SendNotification;
import dev.puente.ingest.notification.RecentNotifications.Accepted;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final RecentNotifications recent;
  private final InstantSource clock;
  private final EventIdSource eventIds;
  private final Duration ackLimit;
  private final NotificationReader reader;
  private final KnownDigests digests;

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
    this.recent = recent;
    this.clock = clock;
    this.eventIds = eventIds;
    this.ackLimit = ackLimit;
    this.reader = new NotificationReader(phoneKeys);
    this.digests = new KnownDigests(views);
  }

  /** What a request comes to. */
  sealed interface Admission {
    /**
     * Taken up now, or before with the same content.
     *
     * @param durable completes when it may be answered with success
     */
    record Taken(String id, CompletableFuture<Void> durable) implements Admission {}

    /** Known with other content. */
    record Conflict(String id) implements Admission {}

    /** Wrong. */
    record Refused(@Nullable String id, List<FieldProblem> problems) implements Admission {}
  }

  /**
   * Takes one and waits until it is durable.
   *
   * @return its id
   * @throws dev.puente.ingest.problem.ProblemException 422, 409
   * @throws PublishException when it could not be kept
   */
  String accept(TenantConfig tenant, ObjectNode body, String traceParent) {
    NotificationReader.Reading reading = read(tenant, body);
    return switch (admit(tenant, reading, knownDigest(tenant, reading), traceParent)) {
      case Admission.Taken taken -> {
        publisher.awaitReachable(taken.durable(), ackLimit);
        yield taken.id();
      }
      case Admission.Conflict conflict ->
          throw new Problem(
                  ProblemCode.ID_CONFLICT.status(),
                  ProblemCode.ID_CONFLICT,
                  List.of(FieldProblem.of("id", FieldCode.ID_CONFLICT)),
                  Map.of())
              .exception();
      case Admission.Refused refused -> throw Problem.invalid(refused.problems()).exception();
    };
  }

  /** Checks one. */
  NotificationReader.Reading read(TenantConfig tenant, ObjectNode body) {
    return reader.read(tenant, body, now());
  }

  /** Digests that the view knows for ids that are not remembered here. */
  Map<String, String> knownDigests(TenantConfig tenant, Collection<String> ids) {
    return digests.find(
        tenant.id(), ids.stream().filter(id -> recent.find(tenant.id(), id).isEmpty()).toList());
  }

  /**
   * Hands one to the publisher without waiting.
   *
   * @param known digest of the first request of that id, when the view knows one
   */
  Admission admit(
      TenantConfig tenant,
      NotificationReader.Reading reading,
      @Nullable String known,
      String traceParent) {
    NotificationData data = reading.data();
    if (data == null) {
      return new Admission.Refused(reading.id(), reading.problems());
    }
    SendNotification send = NotificationRecords.send(data);
    String recipient = data.recipient().text();
    String digest = RequestDigest.of(recipient, send);
    if (known != null) {
      return known.equals(digest)
          ? new Admission.Taken(data.id(), CompletableFuture.completedFuture(null))
          : new Admission.Conflict(data.id());
    }
    Instant now = now();
    Accepted accepted =
        new Accepted(digest, recipient, data.type(), now, new CompletableFuture<>());
    Optional<Accepted> before = recent.begin(tenant.id(), data.id(), accepted);
    if (before.isPresent()) {
      return before.get().digest().equals(digest)
          ? new Admission.Taken(data.id(), before.get().durable())
          : new Admission.Conflict(data.id());
    }
    publish(tenant, data, send, accepted, traceParent);
    return new Admission.Taken(data.id(), accepted.durable());
  }

  private void publish(
      TenantConfig tenant,
      NotificationData data,
      SendNotification send,
      Accepted accepted,
      String traceParent) {
    CompletableFuture<Void> done =
        publisher.reachable()
            ? publisher.publish(
                new Publication(
                    topics.notificationRequests(),
                    data.recipient().key(tenant.id()),
                    NotificationRecords.request(tenant.id(), data.id(), accepted.at(), send),
                    eventIds.next(),
                    traceParent))
            : CompletableFuture.failedFuture(
                new PublishException(PublishException.Reason.UNREACHABLE));
    var unused =
        done.whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                accepted.durable().complete(null);
              } else {
                recent.forget(tenant.id(), data.id(), accepted);
                accepted.durable().completeExceptionally(failure);
              }
            });
  }

  private @Nullable String knownDigest(TenantConfig tenant, NotificationReader.Reading reading) {
    NotificationData data = reading.data();
    if (data == null || recent.find(tenant.id(), data.id()).isPresent()) {
      return null;
    }
    if (!publisher.reachable()) {
      throw new PublishException(PublishException.Reason.UNREACHABLE); // at once, without asking
    }
    return digests.find(tenant.id(), data.id()).orElse(null);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
