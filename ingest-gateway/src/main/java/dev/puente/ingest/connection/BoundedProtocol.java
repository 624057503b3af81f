package dev.puente.ingest.connection;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1 with bounds that it has no settings for. Its own connection timeout ends who is
 * silent, but begins anew with each byte (Tomcat 11.0.24, {@code NioEndpoint.Poller#timeout}), so
 * heads, bodies of refused requests and TLS handshakes could be dripped for ever; and its limit of
 * connections is one for all. Tomcat makes it by name; the rules follow before it starts.
 */
public final class BoundedProtocol extends Http11NioProtocol {
  private final BoundedEndpoint endpoint;

  /** Needs {@link #follow} before it starts. */
  public BoundedProtocol() {
    this(new BoundedEndpoint());
  }

  private BoundedProtocol(BoundedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  protected Processor createProcessor() {
    return new BoundedProcessor(this);
  }

  /** Sets the rules of all connections to come. */
  public void follow(ConnectionRules rules) {
    endpoint.follow(rules);
  }
}
