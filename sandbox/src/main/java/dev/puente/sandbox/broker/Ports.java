package dev.puente.sandbox.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one broker, chosen before it starts because the quorum's address is part of its
 * configuration.
 *
 * @param extra 0 when there is no extra listener
 */
record Ports(int clients, int controller, int extra) {

  /**
   * Takes the wanted ports, or free ones for 0, and checks that nobody listens there. Kafka's
   * controller ends the whole JVM when its port is taken, so it must not come to that.
   */
  static Ports choose(BrokerSettings settings) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      int clients = hold(settings.port(), held);
      int controller = hold(0, held);
      BrokerSettings.ExtraListener extra = settings.extraListener();
      return new Ports(clients, controller, extra == null ? 0 : hold(extra.port(), held));
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static int hold(int wanted, List<ServerSocket> held) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new PortBusyException(wanted, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot choose a port", e);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
