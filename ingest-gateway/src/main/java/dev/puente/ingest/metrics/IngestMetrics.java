package dev.puente.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts writing requests by kind and what became of them. For each kind, once nothing is under
 * way: {@code accepted = published + rejected + failed}.
 *
 * <ul>
 *   <li>accepted: taken up, whatever follows
 *   <li>published: answered with success, so kept, or dropped as told by the settings
 *   <li>rejected: refused for a reason that the caller can change (4xx)
 *   <li>failed: not kept for a reason on this side (5xx)
 * </ul>
 */
public final class IngestMetrics {
  /** Outcome of a writing request. */
  public enum Outcome {
    PUBLISHED,
    REJECTED,
    FAILED;

    /** By the status that was answered. */
    public static Outcome ofStatus(int status) {
      if (status < 400) {
        return PUBLISHED;
      }
      return status < 500 ? REJECTED : FAILED;
    }
  }

  private final MeterRegistry registry;

  /** Registers its counters when they are first used. */
  public IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A writing request was taken up. */
  public void accepted(String kind) {
    Counter.builder("puente.ingest.accepted")
        .description("writing requests taken up")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }

  /** A writing request was answered. */
  public void finished(String kind, Outcome outcome) {
    Counter.builder("puente.ingest." + outcome.name().toLowerCase(java.util.Locale.ROOT))
        .description("writing requests by outcome")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }

  /** A webhook was refused. */
  public void webhookRefused(String reason) {
    Counter.builder("puente.ingest.webhook.refused")
        .description("webhooks refused, by reason")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** A request was answered with success and dropped on purpose. */
  public void dropped(String kind, String reason) {
    Counter.builder("puente.ingest.dropped")
        .description("requests answered with success and dropped on purpose, by reason")
        .tag("kind", kind)
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** Lines of an import or a batch, by outcome. */
  public void lines(String kind, String outcome, long count) {
    Counter.builder("puente.ingest.lines")
        .description("lines of imports and batches")
        .tag("kind", kind)
        .tag("outcome", outcome)
        .register(registry)
        .increment(count);
  }
}
