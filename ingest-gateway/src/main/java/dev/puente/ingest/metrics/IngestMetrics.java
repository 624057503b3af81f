package dev.puente.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    PUBLISHED("published"),
    REJECTED("rejected"),
    FAILED("failed");

    private final String metric;

    Outcome(String metric) {
      this.metric = metric;
    }

    /** By the status that was answered. */
    public static Outcome ofStatus(int status) {
      if (status < 400) {
        return PUBLISHED;
      }
      return status < 500 ? REJECTED : FAILED;
    }
  }

  private final MeterRegistry registry;

  /** Looking a counter up in the registry costs more than counting. */
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  private record Key(String name, String first, String second) {}

  /** Registers its counters when they are first used. */
  public IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A writing request was taken up. */
  public void accepted(String kind) {
    counter("accepted", "writing requests taken up", "kind", kind).increment();
  }

  /** A writing request was answered. */
  public void finished(String kind, Outcome outcome) {
    counter(outcome.metric, "writing requests by outcome", "kind", kind).increment();
  }

  /** A webhook was refused. */
  public void webhookRefused(String reason) {
    counter("webhook.refused", "webhooks refused, by reason", "reason", reason).increment();
  }

  /** A connection was ended because of what it, or its address, asks of the gateway. */
  public void connectionEnded(String reason) {
    counter("connection.ended", "connections ended by the gateway, by reason", "reason", reason)
        .increment();
  }

  /** A request was answered with success and dropped on purpose. */
  public void dropped(String kind, String reason) {
    counter(
            "dropped",
            "requests answered with success and dropped on purpose, by reason",
            "kind",
            kind,
            "reason",
            reason)
        .increment();
  }

  /** Lines of an import or a batch, by outcome. */
  public void lines(String kind, String outcome, long count) {
    counter("lines", "lines of imports and batches", "kind", kind, "outcome", outcome)
        .increment(count);
  }

  /** Tags by name and value, one or two; the same ones for a name each time. */
  private Counter counter(String name, String description, String... tags) {
    Key key = new Key(name, tags[1], tags.length > 2 ? tags[3] : "");
    Counter known = counters.get(key);
    return known == null
        ? counters.computeIfAbsent(
            key,
            k ->
                Counter.builder("puente.ingest." + name)
                    .description(description)
                    .tags(tags)
                    .register(registry))
        : known;
  }
}
