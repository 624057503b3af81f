package dev.puente.ingest.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** A connection without TLS. Tomcat uses the object for another connection when one has ended. */
final class PlainChannel extends NioChannel implements Guest {
  private final ConnectionRules rules;
  private final Patience patience;
  private volatile @Nullable String address;

  PlainChannel(SocketBufferHandler buffers, ConnectionRules rules) {
    super(buffers);
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

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = super.read(target);
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
