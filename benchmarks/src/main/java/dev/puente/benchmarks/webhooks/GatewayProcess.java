package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.process.Lifeline;
import dev.puente.ingest.IngestGatewayApplication;

/** Puente's gateway as it is shipped. */
final class GatewayProcess {
  private GatewayProcess() {}

  /** Arguments: those of the gateway. */
  public static void main(String[] arguments) {
    Lifeline.hold();
    IngestGatewayApplication.main(arguments);
  }
}
