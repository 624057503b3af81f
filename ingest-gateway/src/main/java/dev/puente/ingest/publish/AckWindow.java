package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Publishes many records one after the other with a bounded number under way. Results come back in
 * the order of the records. For one thread.
 *
 * @param <T> what a record belongs to, for example a line
 */
public final class AckWindow<T> {
  private final int size;
  private final Duration limit;
  private final Consumer<Result<T>> results;
  private final Deque<Entry<T>> pending = new ArrayDeque<>();

  private record Entry<T>(T of, CompletableFuture<Void> done) {}

  /**
   * What became of one record.
   *
   * @param kept durable
   */
  public record Result<T>(T of, boolean kept) {}

  /**
   * An empty window.
   *
   * @param size most records under way
   * @param limit how long the oldest may take
   * @param results called for every record, in order, by the thread that adds
   */
  public AckWindow(int size, Duration limit, Consumer<Result<T>> results) {
    this.size = size;
    this.limit = limit;
    this.results = results;
  }

  /** Adds a record that was handed over; waits while the window is full. */
  public void add(T of, CompletableFuture<Void> done) {
    pending.add(new Entry<>(of, done));
    while (pending.size() >= size) {
      settleOldest();
    }
    while (!pending.isEmpty() && pending.getFirst().done().isDone()) {
      settleOldest();
    }
  }

  /** Waits for all that are under way. */
  public void drain() {
    while (!pending.isEmpty()) {
      settleOldest();
    }
  }

  private void settleOldest() {
    Entry<T> oldest = pending.removeFirst();
    boolean kept = true;
    try {
      EventPublisher.await(oldest.done(), limit);
    } catch (PublishException e) {
      kept = false;
    }
    results.accept(new Result<>(oldest.of(), kept));
  }
}
