package dev.puente.sandbox.chatwoot.webhook;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Runs short tasks later. At most {@value #CAPACITY} wait; more are dropped and counted. */
final class Timer implements AutoCloseable {

  private static final int CAPACITY = 100_000;

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sim-timer").factory());
  private final AtomicLong dropped = new AtomicLong();

  Timer() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void after(Duration delay, Runnable task) {
    if (executor.getQueue().size() >= CAPACITY) {
      dropped.incrementAndGet();
      return;
    }
    try {
      executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      dropped.incrementAndGet();
    }
  }

  /** Tasks that wait. */
  int pending() {
    return executor.getQueue().size() + executor.getActiveCount();
  }

  long dropped() {
    return dropped.get();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
