package dev.puente.matcher.query;

import dev.puente.schemas.key.TenantKey;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Answers a question here, or asks the instance that holds the key. */
public final class QueryService {
  private static final String AS_OF = "as_of";

  private final Map<String, QueryRoute> routes;
  private final Function<String, Optional<HeldStores>> applications;
  private final Predicate<String> caughtUp;
  private final @Nullable HostInfo self;
  private final PeerClient peers;
  private final InstantSource clock;

  /** A service for these routes; see {@link #of}. */
  QueryService(
      List<QueryRoute> routes,
      Function<String, Optional<HeldStores>> applications,
      Predicate<String> caughtUp,
      @Nullable String applicationServer,
      PeerClient peers,
      InstantSource clock) {
    this.routes =
        routes.stream().collect(Collectors.toUnmodifiableMap(QueryRoute::path, route -> route));
    this.applications = applications;
    this.caughtUp = caughtUp;
    this.self = applicationServer == null ? null : HostInfo.buildFromEndpoint(applicationServer);
    this.peers = peers;
    this.clock = clock;
  }

  /**
   * A service for these routes.
   *
   * @param applications running applications by id
   * @param caughtUp whether an application, by id, has once taken in all that its topics held: what
   *     it does not know before may still be under way
   * @param applicationServer {@code host:port} of this instance; null: there are no others
   */
  public static QueryService of(
      List<QueryRoute> routes,
      Function<String, Optional<KafkaStreams>> applications,
      Predicate<String> caughtUp,
      @Nullable String applicationServer,
      PeerClient peers,
      InstantSource clock) {
    return new QueryService(
        routes,
        application -> applications.apply(application).map(StreamsStores::new),
        caughtUp,
        applicationServer,
        peers,
        clock);
  }

  /**
   * Answers.
   *
   * @param path the route's path, with {@code {id}} in it
   * @param requestPath the whole path and query, for another instance
   * @param parameters of the query
   * @param forwarded whether another instance asks: then it is answered here or not at all
   */
  QueryAnswer answer(
      String path,
      TenantKey key,
      String requestPath,
      Map<String, String> parameters,
      boolean forwarded) {
    QueryRoute route = routes.get(path);
    if (route == null) {
      return new QueryAnswer.Unknown();
    }
    HeldStores held = applications.apply(route.applicationId()).orElse(null);
    if (held == null || !held.running()) {
      return new QueryAnswer.Unavailable();
    }
    try {
      return ask(route, held, key, requestPath, parameters, forwarded);
    } catch (InvalidStateStoreException e) {
      return new QueryAnswer.Unavailable();
    }
  }

  private QueryAnswer ask(
      QueryRoute route,
      HeldStores held,
      TenantKey key,
      String requestPath,
      Map<String, String> parameters,
      boolean forwarded) {
    KeyQueryMetadata place = held.place(route.store(), key.text());
    if (place == null || place.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return new QueryAnswer.Unavailable();
    }
    if (self != null && !self.equals(place.activeHost())) {
      return forwarded ? new QueryAnswer.Unavailable() : peers.ask(place.activeHost(), requestPath);
    }
    StoreReader stores = held.partition(place.partition());
    return route
        .answer(key, stores, parameters)
        .<QueryAnswer>map(this::found)
        .orElseGet(() -> absent(route, key, stores));
  }

  private QueryAnswer absent(QueryRoute route, TenantKey key, StoreReader stores) {
    return caughtUp.test(route.applicationId()) && !route.underWay(key, stores)
        ? new QueryAnswer.Unknown()
        : new QueryAnswer.Unavailable();
  }

  private QueryAnswer found(Map<String, Object> body) {
    Map<String, Object> stamped = new LinkedHashMap<>(body);
    stamped.put(AS_OF, clock.instant().toString());
    return new QueryAnswer.Found(stamped);
  }
}
