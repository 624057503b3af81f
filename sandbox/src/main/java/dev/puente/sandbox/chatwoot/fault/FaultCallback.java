package dev.puente.sandbox.chatwoot.fault;

/** Code of a test that runs at a chosen point of a request, on the request's own thread. */
@FunctionalInterface
public interface FaultCallback {

  /** Does nothing. */
  FaultCallback NONE = () -> {};

  /**
   * Runs while the request waits.
   *
   * @throws Exception to be wrapped and to end the request without an answer
   */
  void run() throws Exception;
}
