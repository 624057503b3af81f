package dev.puente.ingest.connection;

import dev.puente.ingest.connection.ConnectionRules.Reason;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's endpoint, with channels that lose patience and a limit for each address. */
final class BoundedEndpoint extends NioEndpoint {
  private static final Logger log = LoggerFactory.getLogger(BoundedEndpoint.class);
  private static final long WARNING_NANOS = TimeUnit.MINUTES.toNanos(1);

  private volatile @Nullable ConnectionRules rules;

  /** Used by the one thread that accepts. */
  private boolean warned;

  private long warnedAt;

  void follow(ConnectionRules rules) {
    this.rules = rules;
  }

  private ConnectionRules rules() {
    return Objects.requireNonNull(rules, "rules come before connections");
  }

  /**
   * A new connection. Whoever answers false without having made a wrapper destroys the socket
   * itself (Tomcat 11.0.24, {@code NioEndpoint#setSocketOptions}).
   */
  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    if (isOneTooMany(socket)) {
      rules().ended().accept(Reason.TOO_MANY);
      warn();
      destroySocket(socket);
      return false;
    }
    return super.setSocketOptions(socket);
  }

  @Override
  protected NioChannel createChannel(SocketBufferHandler buffers) {
    return isSSLEnabled()
        ? new TlsChannel(buffers, this, rules())
        : new PlainChannel(buffers, rules());
  }

  /**
   * Counts what is open now instead of keeping accounts that could go wrong. It is not worth it
   * while fewer are open in all than one address may have.
   */
  private boolean isOneTooMany(SocketChannel socket) {
    if (connections.size() < rules().perAddress()) {
      return false;
    }
    String address = counted(socket);
    if (address == null) {
      return false;
    }
    int open = 0;
    for (SocketWrapperBase<NioChannel> connection : connections.values()) {
      if (connection.getSocket() instanceof Guest guest && address.equals(guest.address())) {
        open++;
      }
    }
    return open >= rules().perAddress();
  }

  /** Once a minute at most: it may be a proxy that somebody forgot to name. */
  private void warn() {
    long now = rules().nanos().getAsLong();
    if (!warned || now - warnedAt > WARNING_NANOS) {
      warned = true;
      warnedAt = now;
      log.atWarn()
          .addKeyValue("perAddress", rules().perAddress())
          .log("an address has all the connections it may have, more are closed");
    }
  }

  private @Nullable String counted(SocketChannel socket) {
    try {
      return rules().counted(socket.getRemoteAddress());
    } catch (IOException e) {
      return null; // Closed already: what follows finds out.
    }
  }
}
