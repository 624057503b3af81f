package dev.puente.notifier.command;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on records in parallel, those of one key one after the other in the order they came: a key
 * is busy on one thread until its queue is empty. The queues are bounded by the poll loop, which
 * stops reading a partition with many untried records.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** Works on one record that may be tried; true when its answer is acknowledged. */
  @FunctionalInterface
  interface Work {
    boolean handle(Job job);
  }

  /** Hears of records that were dropped because their partition went away. */
  @FunctionalInterface
  interface Dropped {
    void dropped(Job job);
  }

  private final ConcurrentHashMap<ByteBuffer, ArrayDeque<Job>> lanes = new ConcurrentHashMap<>();
  private final Executor threads;
  private final Work work;
  private final Dropped dropped;

  /** Runs each busy key as one task of the executor. */
  Dispatcher(Executor threads, Work work, Dropped dropped) {
    this.threads = threads;
    this.work = work;
    this.dropped = dropped;
  }

  /** Puts a record behind the others of its key. */
  void submit(Job job) {
    ByteBuffer key = key(job);
    boolean[] idle = new boolean[1];
    lanes.compute(
        key,
        (_, known) -> {
          idle[0] = known == null;
          ArrayDeque<Job> lane = known == null ? new ArrayDeque<>() : known;
          lane.add(job);
          return lane;
        });
    if (idle[0]) {
      threads.execute(() -> run(key));
    }
  }

  /** Keys that are being worked on. */
  int busy() {
    return lanes.size();
  }

  private void run(ByteBuffer key) {
    for (Job job = next(key); job != null; job = next(key)) {
      work(job);
    }
  }

  /** A record is tried only when a reservation beyond it is committed. */
  private void work(Job job) {
    PartitionWork partition = job.partition();
    if (!partition.awaitReserved(job.offset()) || !partition.start(job.offset())) {
      if (!job.settled().get()) {
        dropped.dropped(job);
      }
      return;
    }
    boolean done = false;
    try {
      done = work.handle(job);
    } catch (RuntimeException e) {
      // The key goes on; this record keeps the commit back until the next owner looks at it.
      LOG.error(
          "record not handled partition={} offset={} error={}",
          job.record().partition(),
          job.offset(),
          e.getClass().getName());
    } finally {
      partition.finish(job.offset(), done);
      if (!done) {
        dropped.dropped(job);
      }
    }
  }

  private @Nullable Job next(ByteBuffer key) {
    Job[] next = new Job[1];
    lanes.computeIfPresent(
        key,
        (_, lane) -> {
          next[0] = lane.poll();
          return next[0] == null ? null : lane;
        });
    return next[0];
  }

  /** Records without key have nothing in common but their partition. */
  private static ByteBuffer key(Job job) {
    byte[] key = job.record().key();
    return ByteBuffer.wrap(key == null ? new byte[0] : key);
  }
}
