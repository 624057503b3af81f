package dev.puente.ingest.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** A connection with TLS. Its handshake takes patience, too. */
final class TlsChannel extends SecureNioChannel implements Guest {
  private final ConnectionRules rules;
  private final Patience patience;
  private volatile @Nullable String address;

  TlsChannel(SocketBufferHandler buffers, NioEndpoint endpoint, ConnectionRules rules) {
    super(buffers, endpoint);
    this.rules = rules;
    this.patience = rules.patience();
  }

  @Override
  public void reset(@Nullable SocketChannel channel, @Nullable NioSocketWrapper wrapper)
      throws IOException {
    super.reset(channel, wrapper);
    address = channel == null ? null : rules.counted(channel.getRemoteAddress());
    patience.rest();
  }

  /** Is called for whatever comes, and answers 0 when there is nothing more to shake. */
  @Override
  public int handshake(boolean read, boolean write) throws IOException {
    int wanted = super.handshake(read, write);
    if (wanted == 0) {
      patience.rest();
    } else {
      patience.read(1);
      patience.read(0);
    }
    return wanted;
  }

  /** A record that is not complete yet counts, too, although nothing can be read of it. */
  @Override
  public int read(ByteBuffer target) throws IOException {
    int before = netInBuffer.position();
    int count = super.read(target);
    int more = netInBuffer.position() - before;
    if (count == 0 && more > 0) {
      patience.read(more);
    }
    patience.read(count);
    return count;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = super.write(source);
    if (count > 0) {
      patience.rest();
    }
    return count;
  }

  @Override
  public @Nullable String address() {
    return address;
  }

  @Override
  public void rest() {
    patience.rest();
  }
}
