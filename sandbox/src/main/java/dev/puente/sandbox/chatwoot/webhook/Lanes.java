package dev.puente.sandbox.chatwoot.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker threads with a bounded queue each; what has the same lane number keeps its order. Offers
 * never block: what does not fit is dropped and counted.
 */
final class Lanes<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final long JOIN_MILLIS = 2_000;

  private final List<BlockingQueue<T>> queues = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();

  Lanes(String name, int count, int capacity, Consumer<T> work) {
    for (int i = 0; i < count; i++) {
      BlockingQueue<T> queue = new LinkedBlockingQueue<>(capacity);
      queues.add(queue);
      threads.add(Thread.ofVirtual().name(name + "-" + i).start(() -> run(queue, work)));
    }
  }

  void offer(long lane, T item) {
    pending.incrementAndGet();
    if (!queues.get(Math.floorMod(lane, queues.size())).offer(item)) {
      pending.decrementAndGet();
      dropped.incrementAndGet();
    }
  }

  long dropped() {
    return dropped.get();
  }

  /** Items queued or in work. */
  long pending() {
    return pending.get();
  }

  private void run(BlockingQueue<T> queue, Consumer<T> work) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        T item = queue.take();
        try {
          work.accept(item);
        } catch (RuntimeException bug) {
          LOG.atWarn().setCause(bug).log("simulator failed after a commit");
        } finally {
          pending.decrementAndGet();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
