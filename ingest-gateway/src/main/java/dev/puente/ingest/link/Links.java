package dev.puente.ingest.link;

import dev.puente.event.v1.LinkOverride;
import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes manual overrides of links. */
public final class Links {
  private final EventPublisher publisher;
  private final Topics topics;
  private final InstantSource clock;
  private final EventIdSource eventIds;
  private final Duration ackLimit;

  /** All writes wait at most {@code ackLimit} for their acknowledgement. */
  public Links(
      EventPublisher publisher,
      Topics topics,
      InstantSource clock,
      EventIdSource eventIds,
      Duration ackLimit) {
    this.publisher = publisher;
    this.topics = topics;
    this.clock = clock;
    this.eventIds = eventIds;
    this.ackLimit = ackLimit;
  }

  /**
   * Links a contact to a client, or with {@code client_id: null} to nobody. It was the one whom
   * {@code who} names, else the key.
   *
   * @throws dev.puente.ingest.problem.ProblemException 422
   */
  void override(Caller caller, long contactId, ObjectNode body, String traceParent) {
    Fields in = new Fields(body);
    String clientId =
        in.text("client_id", 128, Formats::isClientId, FieldCode.FORMAT, "[^ /], 1-128");
    // Only null means nobody: a blank text must not unlink by accident.
    if (clientId == null && !body.path("client_id").isNull() && in.problems().isEmpty()) {
      in.problem("client_id", FieldCode.REQUIRED);
    }
    String who = in.text("who", 128);
    String why = in.text("why", 500);
    in.refuseUnknown();
    if (!in.problems().isEmpty()) {
      throw Problem.invalid(in.problems()).exception();
    }
    publish(
        caller,
        contactId,
        LinkOverride.newBuilder()
            .setTenant(caller.tenant().id())
            .setContactId(contactId)
            .setClientId(clientId)
            .setWho(who == null ? caller.keyName() : who)
            .setAt(Instant.ofEpochMilli(clock.millis()))
            .setWhy(why)
            .build(),
        traceParent);
  }

  /** Removes the override: the rules decide again. */
  void remove(Caller caller, long contactId, String traceParent) {
    publish(caller, contactId, null, traceParent);
  }

  private void publish(
      Caller caller, long contactId, @Nullable LinkOverride value, String traceParent) {
    publisher.publishIfReachable(
        new Publication(
            topics.linkOverrides(),
            TenantKey.ofContact(caller.tenant().id(), contactId),
            value,
            eventIds.next(),
            traceParent),
        ackLimit);
  }
}
