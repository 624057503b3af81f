package dev.puente.sandbox.broker;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded broker needs to know. All listeners are on loopback only.
 *
 * @param dataFolder where topics and offsets are kept; made when absent, taken over when it holds
 *     an earlier broker's data
 * @param port for clients; 0 for any free port
 * @param extraListener a second door for clients, null for none
 * @param overrides broker properties that win over those chosen here
 */
public record BrokerSettings(
    Path dataFolder,
    int port,
    @Nullable ExtraListener extraListener,
    Map<String, String> overrides) {

  /**
   * A listener whose clients are told another port than the one it listens on, so that a proxy can
   * stand in front of it.
   *
   * @param port where the broker listens; 0 for any free port
   * @param advertisedPort the port that clients are told to connect to
   */
  public record ExtraListener(int port, int advertisedPort) {
    public ExtraListener {
      requirePort("extra listener's port", port, 0);
      requirePort("extra listener's advertised port", advertisedPort, 1);
    }
  }

  public BrokerSettings {
    requirePort("port", port, 0);
    overrides = Map.copyOf(overrides);
  }

  /** A broker on any free port. */
  public static BrokerSettings in(Path dataFolder) {
    return new BrokerSettings(dataFolder, 0, null, Map.of());
  }

  /** The same on a chosen port; 0 for any free one. */
  public BrokerSettings withPort(int chosen) {
    return new BrokerSettings(dataFolder, chosen, extraListener, overrides);
  }

  /** The same with a second listener for clients behind a proxy. */
  public BrokerSettings withExtraListener(ExtraListener listener) {
    return new BrokerSettings(dataFolder, port, listener, overrides);
  }

  /** The same with further broker properties. */
  public BrokerSettings withOverrides(Map<String, String> properties) {
    return new BrokerSettings(dataFolder, port, extraListener, properties);
  }

  private static void requirePort(String what, int port, int least) {
    if (port < least || port > 65_535) {
      throw new IllegalArgumentException(
          "%s must be %d to 65535, was %d".formatted(what, least, port));
    }
  }
}
