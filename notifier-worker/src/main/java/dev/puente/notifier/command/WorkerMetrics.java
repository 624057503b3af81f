package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counters of the worker. At rest: {@code read = Σ answered + unreadable + dropped}; between, the
 * difference is {@code open}. {@code answered} counts one for each command and answer code; a
 * contradictory command that is answered REJECTED counts there, and its dead letter separately.
 */
public final class WorkerMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger open = new AtomicInteger();

  /** Registers with that registry. */
  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("puente.worker.commands.open", open);
  }

  void read() {
    open.incrementAndGet();
    registry.counter("puente.worker.commands.read").increment();
  }

  void answered(String kind, Answer.Code code) {
    open.decrementAndGet();
    registry
        .counter("puente.worker.commands.answered", "kind", kind, "code", code.name())
        .increment();
  }

  void unreadable() {
    open.decrementAndGet();
    registry.counter("puente.worker.commands.unreadable").increment();
  }

  void dropped() {
    open.decrementAndGet();
    registry.counter("puente.worker.commands.dropped").increment();
  }

  void deadLetter(String reason) {
    registry.counter("puente.worker.dead.letters", "reason", reason).increment();
  }

  void handedOver(boolean clean) {
    registry.counter("puente.worker.hand.overs", "clean", Boolean.toString(clean)).increment();
  }

  void call(String operation, @Nullable Problem problem) {
    String outcome =
        problem == null ? "ok" : problem.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry
        .counter("puente.worker.chatwoot.calls", "operation", operation, "outcome", outcome)
        .increment();
  }

  void positionLost() {
    registry.counter("puente.worker.positions.lost").increment();
  }

  void publishFailed() {
    registry.counter("puente.worker.results.publish.failures").increment();
  }
}
