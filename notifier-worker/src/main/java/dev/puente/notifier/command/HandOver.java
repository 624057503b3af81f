package dev.puente.notifier.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an ownership without leaving suspects: start nothing, wait for running calls, give queued
 * records that were overtaken back to their mailboxes, and commit a reservation that ends with the
 * highest tried record. Calls end before the drain does, so a hand-over leaves suspects only when
 * answers cannot be produced.
 */
final class HandOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Commits commits;
  private final HandBack handBack;
  private final Pacer pacer;
  private final PollSettings settings;
  private final WorkerMetrics metrics;

  HandOver(
      Commits commits,
      HandBack handBack,
      Pacer pacer,
      PollSettings settings,
      WorkerMetrics metrics) {
    this.commits = commits;
    this.handBack = handBack;
    this.pacer = pacer;
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Hands partitions over.
   *
   * @param staying partitions whose lease must be kept meanwhile
   */
  void run(List<PartitionWork> leaving, Collection<PartitionWork> staying) {
    if (leaving.isEmpty()) {
      return;
    }
    leaving.forEach(PartitionWork::drain);
    boolean idle = drain(leaving, staying);
    if (idle) {
      giveBack(leaving);
    }
    boolean committed = commits.sync(leaving, true);
    leaving.forEach(HandOver::drop);
    metrics.handedOver(idle && committed);
    LOG.info(
        "partitions handed over partitions={} idle={} committed={}",
        leaving.size(),
        idle,
        committed);
  }

  /** Ends an ownership at once; results of running calls are still produced. */
  static void drop(PartitionWork work) {
    work.leave();
  }

  private boolean drain(List<PartitionWork> leaving, Collection<PartitionWork> staying) {
    long begin = pacer.nanoTime();
    long renewed = begin;
    List<PartitionWork> busy = new ArrayList<>(leaving);
    while (true) {
      busy.removeIf(work -> work.running() == 0);
      long now = pacer.nanoTime();
      if (busy.isEmpty() || now - begin >= settings.drain().toNanos()) {
        return busy.isEmpty();
      }
      if (now - renewed >= settings.renewal().toNanos()) {
        commits.sync(staying, false);
        renewed = now;
      }
      pacer.rest(LOOK_EVERY, () -> true);
    }
  }

  /** What cannot be answered soon stays a suspect of the next owner. */
  private void giveBack(List<PartitionWork> leaving) {
    long begin = pacer.nanoTime();
    for (PartitionWork work : leaving) {
      for (Job job : work.overtaken()) {
        if (pacer.nanoTime() - begin > settings.kafkaCall().toNanos() || !handBack.handBack(job)) {
          return;
        }
        work.handedBack(job);
      }
    }
  }
}
