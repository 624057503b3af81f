package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits with one limit for acknowledgements that nearly always come long before it. A timed wait of
 * a virtual thread wakes the timer's thread twice, to set the timer and to cancel it, which costs
 * more than the whole signature check; here one thread looks from time to time at who has waited
 * long enough. The limit is kept to {@value #TICK_MS} ms.
 */
public final class AckWaits implements AutoCloseable {
  static final int TICK_MS = 50;

  private final long limitNanos;
  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
  private final Thread ticker;
  private volatile boolean closed;

  /** One thread that waits. */
  private static final class Wait {
    private final long until;
    private volatile @Nullable Thread waiting;
    private volatile boolean late;

    Wait(long until, Thread waiting) {
      this.until = until;
      this.waiting = waiting;
    }
  }

  /** Waits of at most this long each. */
  public AckWaits(Duration limit) {
    this.limitNanos = limit.toNanos();
    this.ticker = Thread.ofPlatform().name("ack-waits").daemon().start(this::tick);
  }

  /**
   * Waits until it is done, however it ends.
   *
   * @return false when it is not within the limit
   */
  public boolean doneInTime(CompletableFuture<?> pending) throws InterruptedException {
    if (pending.isDone()) {
      return true;
    }
    Thread self = Thread.currentThread();
    Wait wait = new Wait(System.nanoTime() + limitNanos, self);
    var unused = pending.whenComplete((value, failure) -> LockSupport.unpark(self));
    waits.add(wait);
    try {
      while (!pending.isDone() && !wait.late && !closed) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return pending.isDone();
    } finally {
      wait.waiting = null;
    }
  }

  /** All wait equally long, so the oldest is the first to be late. */
  private void tick() {
    while (!closed) {
      LockSupport.parkNanos(TICK_MS * 1_000_000L);
      long now = System.nanoTime();
      for (Wait oldest = waits.peek(); oldest != null; oldest = waits.peek()) {
        Thread waiting = oldest.waiting;
        if (waiting != null && oldest.until - now > 0) {
          break;
        }
        waits.remove();
        oldest.late = true;
        LockSupport.unpark(waiting);
      }
    }
  }

  /** Nobody waits any longer. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(ticker);
    for (Wait wait : waits) {
      LockSupport.unpark(wait.waiting);
    }
  }
}
