package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.load.LoadResult;
import java.time.Duration;

/**
 * One measurement of one server.
 *
 * @param full as much as the connections manage, closed loop
 * @param half at half of that rate, open loop
 * @param serverCpu processor time of the server during {@code full}
 * @param brokerCpu of the broker meanwhile
 * @param residentMiB of the server afterwards; -1: unknown
 */
record Sample(
    LoadResult full, LoadResult half, Duration serverCpu, Duration brokerCpu, long residentMiB) {

  double serverMicrosPerRequest() {
    return micros(serverCpu);
  }

  double brokerMicrosPerRequest() {
    return micros(brokerCpu);
  }

  private double micros(Duration cpu) {
    return full.answered() == 0 ? 0 : cpu.toNanos() / 1e3 / full.answered();
  }
}
