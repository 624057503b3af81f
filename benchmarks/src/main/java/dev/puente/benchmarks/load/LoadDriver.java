package dev.puente.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at the times of a schedule, not when the server is ready for them. Latency counts
 * from the scheduled time: when a server stalls, every request that was due meanwhile is counted
 * with its wait, even those that no connection was free for (no "coordinated omission").
 */
public final class LoadDriver {
  private static final long LONGEST_MICROS = 600_000_000L;

  private final LoadPlan plan;
  private final RequestSource.Factory requests;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong numbers;

  /**
   * A driver for one run.
   *
   * @param numbers where the requests' numbers come from, shared by runs that must not repeat one
   */
  public LoadDriver(LoadPlan plan, RequestSource.Factory requests, AtomicLong numbers) {
    this.plan = plan;
    this.requests = requests;
    this.numbers = numbers;
  }

  /**
   * Runs it; returns at the latest after duration and patience and the time one answer may take.
   *
   * @throws InterruptedException when interrupted; then everything is closed
   */
  public LoadResult run() throws InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < plan.connections(); i++) {
      lanes.add(new Lane(requests.create()));
    }
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (Lane lane : lanes) {
      lane.start = start;
      threads.add(Thread.ofVirtual().name("load").start(lane));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw e;
    }
    return result(lanes, start, System.nanoTime());
  }

  private LoadResult result(List<Lane> lanes, long start, long end) {
    Histogram all = histogram();
    Map<Integer, Long> statuses = new TreeMap<>();
    long failed = 0;
    for (Lane lane : lanes) {
      all.add(lane.latencies);
      lane.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
      failed += lane.failed;
    }
    long unsent = 0;
    if (plan.openLoop()) {
      for (long n = next.get(); n < plan.scheduled(); n++) {
        record(all, end - start - plan.dueAfter(n));
        unsent++;
      }
    }
    long elapsed = Math.max(end - start, plan.openLoop() ? plan.duration().toNanos() : 1);
    return new LoadResult(all, statuses, failed, unsent, Duration.ofNanos(elapsed));
  }

  private static Histogram histogram() {
    return new Histogram(1, LONGEST_MICROS, 3);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1_000, 1, LONGEST_MICROS));
  }

  /** One connection. */
  private final class Lane implements Runnable {
    private final RequestSource source;
    private final Histogram latencies = histogram();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long failed;
    private long start;

    Lane(RequestSource source) {
      this.source = source;
    }

    @Override
    public void run() {
      long end = start + plan.duration().toNanos();
      long giveUp = end + plan.patience().toNanos();
      int readLimitMs = Math.toIntExact(plan.duration().plus(plan.patience()).toMillis());
      try (HttpConnection connection = new HttpConnection(plan.target(), readLimitMs)) {
        while (!Thread.currentThread().isInterrupted()) {
          long now = System.nanoTime();
          if (now - (plan.openLoop() ? giveUp : end) >= 0) {
            return;
          }
          long due = now;
          if (plan.openLoop()) {
            long n = next.getAndIncrement();
            if (n >= plan.scheduled()) {
              return;
            }
            due = start + plan.dueAfter(n);
            waitUntil(due);
          }
          send(connection, due);
        }
      }
    }

    private void send(HttpConnection connection, long due) {
      byte[] request = source.request(numbers.getAndIncrement());
      try {
        int status = connection.exchange(request);
        statuses.merge(status, 1L, Long::sum);
      } catch (IOException | NumberFormatException e) {
        failed++;
      }
      record(latencies, System.nanoTime() - due);
    }

    private static void waitUntil(long due) {
      long left = due - System.nanoTime();
      while (left > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(left);
        left = due - System.nanoTime();
      }
    }
  }
}
