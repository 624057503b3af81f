package dev.puente.ingest.client;

import dev.puente.event.v1.ClientOrigin;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes clients to their topic. */
public final class Clients {
  private final EventPublisher publisher;
  private final Topics topics;
  private final PhoneKeys phoneKeys;
  private final InstantSource clock;
  private final EventIdSource eventIds;
  private final Duration ackLimit;
  private final ClientReader reader = new ClientReader();

  /** All writes wait at most {@code ackLimit} for their acknowledgement. */
  public Clients(
      EventPublisher publisher,
      Topics topics,
      PhoneKeys phoneKeys,
      InstantSource clock,
      EventIdSource eventIds,
      Duration ackLimit) {
    this.publisher = publisher;
    this.topics = topics;
    this.phoneKeys = phoneKeys;
    this.clock = clock;
    this.eventIds = eventIds;
    this.ackLimit = ackLimit;
  }

  /**
   * A phone of a client and its key, or the reason why it has none.
   *
   * @param raw as typed
   */
  record PhoneKey(String raw, @Nullable String key, @Nullable String reason) {}

  ClientReader.Reading read(@Nullable String id, ObjectNode node) {
    return reader.read(id, node);
  }

  /**
   * Checks and stores one.
   *
   * @throws dev.puente.ingest.problem.ProblemException 422 with everything that is wrong
   */
  ClientData put(TenantConfig tenant, String id, ObjectNode node, String traceParent) {
    ClientReader.Reading reading = reader.read(id, node);
    ClientData client = reading.client();
    if (client == null) {
      throw Problem.invalid(reading.problems()).exception();
    }
    publisher.publishIfReachable(
        publication(tenant, client, ClientOrigin.API, traceParent), ackLimit);
    return client;
  }

  /** Erases one, whether it is known or not. */
  void erase(TenantConfig tenant, String id, String traceParent) {
    publisher.publishIfReachable(
        new Publication(
            topics.clients(), new TenantKey(tenant.id(), id), null, eventIds.next(), traceParent),
        ackLimit);
  }

  /** The record of a checked client. */
  Publication publication(
      TenantConfig tenant, ClientData client, ClientOrigin origin, String traceParent) {
    return new Publication(
        topics.clients(),
        new TenantKey(tenant.id(), client.id()),
        ClientRecords.of(tenant.id(), client, origin, Instant.ofEpochMilli(clock.millis())),
        eventIds.next(),
        traceParent);
  }

  /** The keys of a client's phones. */
  List<PhoneKey> phoneKeys(TenantConfig tenant, ClientData client) {
    String region = client.region() == null ? tenant.region() : client.region();
    PhoneSource source = PhoneSource.region(region);
    return client.phones().stream().map(phone -> phoneKey(phone, source)).toList();
  }

  private PhoneKey phoneKey(String phone, PhoneSource source) {
    return switch (phoneKeys.key(phone, source)) {
      case PhoneResult.Key key -> new PhoneKey(phone, key.value(), null);
      case PhoneResult.NoKey none -> new PhoneKey(phone, null, none.reason().name());
    };
  }
}
