package dev.puente.ingest.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Numbers of the spool. Once nothing is under way: {@code spooled + found = drained + late +
 * set_aside + records}, where {@code found} is what lay there at the start.
 */
final class SpoolMetrics {
  private static final String PREFIX = "puente.ingest.spool.";

  /** Why a record was spooled. */
  enum Cause {
    /** Kafka was known to be away. */
    AWAY,
    /** No acknowledgement in time. */
    LATE,
    /** Kafka refused, or can not be reached. */
    FAILED,
    /** As many records were under way as are allowed. */
    SATURATED,
    /** Behind others that wait. */
    BEHIND
  }

  private final MeterRegistry registry;

  SpoolMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void gauge(
      String name,
      String description,
      SpoolingPublisher of,
      ToDoubleFunction<SpoolingPublisher> value) {
    Gauge.builder(PREFIX + name, of, value).description(description).register(registry);
  }

  void spooled(Cause cause) {
    Counter.builder(PREFIX + "spooled")
        .description("records that went to the spool, by cause")
        .tag("cause", cause.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  void refused(SpoolException.Reason reason) {
    Counter.builder(PREFIX + "refused")
        .description("records that the spool did not take, by reason")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  void drained() {
    count("drained", "spooled records that were written to Kafka from there", 1);
  }

  void late() {
    count("late", "spooled records whose first attempt was acknowledged after all", 1);
  }

  void setAside() {
    count("set.aside", "spooled records that can not be written and were put into files", 1);
  }

  void found(SpoolRecovery recovery) {
    count("found", "spooled records that an earlier process left", recovery.records());
    count("cut.bytes", "bytes of a torn tail that were cut at the start", recovery.cutBytes());
    count("damaged.segments", "segments with unreadable parts", recovery.damaged());
  }

  private void count(String name, String description, double by) {
    Counter.builder(PREFIX + name).description(description).register(registry).increment(by);
  }
}
