package dev.puente.ingest.connection;

import java.io.IOException;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's, which tells the connection when a request is done. */
final class BoundedProcessor extends Http11Processor {
  BoundedProcessor(AbstractHttp11Protocol<?> protocol) {
    super(protocol, protocol.getAdapter());
  }

  /**
   * Is called for whatever comes. An open connection without anything under way had a request, or
   * just blank lines: only the number of requests tells.
   */
  @Override
  public SocketState service(SocketWrapperBase<?> connection) throws IOException {
    int before = requests();
    SocketState state = super.service(connection);
    if (state == SocketState.OPEN
        && requests() != before
        && connection.getSocket() instanceof Guest guest) {
      guest.rest();
    }
    return state;
  }

  private int requests() {
    return request.getRequestProcessor().getRequestCount();
  }
}
