package dev.puente.sandbox.launch;

import picocli.CommandLine.Option;

/** The port options that {@code up} and {@code demo} share; 0 stands for any free port. */
public final class PortOptions {
  @Option(names = "--port", defaultValue = "8080", description = "HTTP API (default 8080).")
  private int port = Ports.DEFAULTS.gateway();

  @Option(
      names = "--management-port",
      defaultValue = "8081",
      description =
          "Health and metrics of the gateway; matcher and worker take the next two (default 8081).")
  private int management = Ports.DEFAULTS.gatewayManagement();

  @Option(names = "--simulator-port", defaultValue = "3000", description = "Default 3000.")
  private int simulator = Ports.DEFAULTS.simulator();

  @Option(names = "--kafka-port", defaultValue = "9092", description = "Default 9092.")
  private int kafka = Ports.DEFAULTS.kafka();

  @Option(names = "--registry-port", defaultValue = "8085", description = "Default 8085.")
  private int registry = Ports.DEFAULTS.registry();

  /** The wishes as given. */
  public Ports wanted() {
    return new Ports(
        port,
        management,
        management == 0 ? 0 : management + 1,
        management == 0 ? 0 : management + 2,
        simulator,
        kafka,
        registry);
  }
}
