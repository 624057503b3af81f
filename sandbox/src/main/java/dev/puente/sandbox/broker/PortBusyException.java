package dev.puente.sandbox.broker;

/** Somebody else listens on the wanted port. */
public final class PortBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  /** For whoever tried to listen there. */
  public PortBusyException(int port, Throwable cause) {
    super("port %d of 127.0.0.1 is busy".formatted(port), cause);
    this.port = port;
  }

  /** The busy port. */
  public int port() {
    return port;
  }
}
