package dev.puente.ingest.connection;

import dev.puente.ingest.web.ClientAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of connections.
 *
 * @param perAddress most connections of one address at a time; 0: no limit. Trusted proxies have
 *     none
 * @param waitLimit how long a connection may let the server wait within a request
 * @param bytesPerSecond what makes up for a second of waiting
 * @param addresses which connections count as one, and who is a trusted proxy
 * @param nanos a clock that never goes back
 * @param ended is told why a connection was ended
 */
public record ConnectionRules(
    int perAddress,
    Duration waitLimit,
    long bytesPerSecond,
    ClientAddress addresses,
    LongSupplier nanos,
    Consumer<Reason> ended) {

  /** Why a connection was ended. */
  public enum Reason {
    /** Its address had as many as it may have. */
    TOO_MANY,
    /** A request did not get on. */
    TOO_SLOW
  }

  /** The address that a connection counts for; null: it is not counted. */
  @Nullable String counted(@Nullable SocketAddress from) {
    if (perAddress == 0 || !(from instanceof InetSocketAddress internet)) {
      return null;
    }
    InetAddress address = internet.getAddress();
    return addresses.isTrusted(address) ? null : ClientAddress.network(address);
  }

  Patience patience() {
    return new Patience(
        waitLimit.toNanos(), bytesPerSecond, nanos, () -> ended.accept(Reason.TOO_SLOW));
  }
}
