package dev.puente.sandbox.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of an embedded Puente; 0 stands for any free port.
 *
 * @param gateway HTTP API
 * @param gatewayManagement health and metrics of the gateway
 * @param matcher health, metrics and internal queries of the matcher
 * @param worker health and metrics of the worker
 * @param simulator Chatwoot simulator
 * @param kafka broker
 * @param registry schema registry
 */
public record Ports(
    int gateway,
    int gatewayManagement,
    int matcher,
    int worker,
    int simulator,
    int kafka,
    int registry) {

  /** The documented ports. */
  public static final Ports DEFAULTS = new Ports(8080, 8081, 8082, 8083, 3000, 9092, 8085);

  /** Any free ports. */
  public static final Ports ANY = new Ports(0, 0, 0, 0, 0, 0, 0);

  /** The same wishes where no simulator is started: its port may then belong to anyone. */
  public Ports withoutSimulator() {
    return new Ports(gateway, gatewayManagement, matcher, worker, 0, kafka, registry);
  }

  /**
   * Real ports for these wishes. All are held open until all are chosen, so they differ.
   *
   * @param moveAway true: take a free port when the wanted one is busy; false: refuse
   * @throws PortBusyException naming the busy port and its option
   */
  public Ports resolve(boolean moveAway) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      return new Ports(
          take(gateway, "--port", moveAway, held),
          take(gatewayManagement, "--management-port", moveAway, held),
          take(matcher, "--management-port", moveAway, held),
          take(worker, "--management-port", moveAway, held),
          take(simulator, "--simulator-port", moveAway, held),
          take(kafka, "--kafka-port", moveAway, held),
          take(registry, "--registry-port", moveAway, held));
    } finally {
      held.forEach(Ports::close);
    }
  }

  private static int take(int wanted, String option, boolean moveAway, List<ServerSocket> held) {
    try {
      return bind(wanted, held);
    } catch (IOException e) {
      if (!moveAway) {
        throw new PortBusyException(wanted, option);
      }
    }
    try {
      return bind(0, held);
    } catch (IOException e) {
      throw new PortBusyException(wanted, option);
    }
  }

  private static int bind(int wanted, List<ServerSocket> held) throws IOException {
    ServerSocket socket = new ServerSocket();
    held.add(socket);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    return socket.getLocalPort();
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that was only bound to reserve a port: nothing is lost.
    }
  }

  /** A wanted port is in use. The message names the port and the option that changes it. */
  public static final class PortBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortBusyException(int port, String option) {
      super("port " + port + " is busy; choose another one with " + option + " (0: any free port)");
    }
  }
}
