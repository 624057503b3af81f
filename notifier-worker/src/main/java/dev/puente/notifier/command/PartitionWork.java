package dev.puente.notifier.command;

import dev.puente.notifier.delivery.OffsetProgress;
import dev.puente.notifier.delivery.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition while this worker owns it: what may be started, what is running, what is reserved
 * and confirmed. Thread-safe; an instance ends with the ownership and never comes back.
 */
final class PartitionWork {
  private enum State {
    OWNED,
    DRAINING,
    GONE
  }

  private final TopicPartition partition;
  private final String topicId;
  private final Instant assignedAt;
  private final long assignedNanos;
  private final OffsetProgress progress;
  private final TreeMap<Long, Job> untried = new TreeMap<>();

  private State state = State.OWNED;
  private long suspectsBelow;
  private boolean narrowed;
  private int running;
  private long wantedUntil;
  private long reservedUntil;
  private long confirmedNanos;
  private boolean everConfirmed;

  /**
   * Begins an ownership.
   *
   * @param position first offset that will be read
   * @param suspectsBelow records below it may have been tried by an earlier owner
   * @param ahead how far the first reservation reaches
   * @param assignedAt when the ownership began, and the same on the monotonic clock
   */
  PartitionWork(
      TopicPartition partition,
      String topicId,
      long position,
      long suspectsBelow,
      int ahead,
      Instant assignedAt,
      long assignedNanos) {
    this.partition = partition;
    this.topicId = topicId;
    this.suspectsBelow = suspectsBelow;
    this.assignedAt = assignedAt;
    this.assignedNanos = assignedNanos;
    this.narrowed = suspectsBelow <= position;
    this.progress = new OffsetProgress(position);
    this.wantedUntil = Math.max(position + ahead, suspectsBelow);
  }

  TopicPartition partition() {
    return partition;
  }

  Instant assignedAt() {
    return assignedAt;
  }

  /** Whether an earlier owner may have tried that record. */
  synchronized boolean suspect(long offset) {
    return offset < suspectsBelow;
  }

  /**
   * Whether it is time to ask for the end of the partition. An earlier owner that was not heard of
   * any more could create until its last commit was too old; what is appended later was not tried,
   * even if it had been reserved.
   *
   * @param zombieNanos how long after the assignment an earlier owner may still begin a call
   */
  synchronized boolean narrowable(long nowNanos, long zombieNanos) {
    return !narrowed && nowNanos - assignedNanos >= zombieNanos;
  }

  /** Records from that end on were not tried by earlier owners. */
  synchronized void narrow(long end) {
    suspectsBelow = Math.min(suspectsBelow, end);
    narrowed = true;
  }

  OffsetProgress progress() {
    return progress;
  }

  /** A record was read and waits for its turn. */
  synchronized void received(Job job, int ahead) {
    progress.received(job.offset());
    untried.put(job.offset(), job);
    if (wantedUntil - progress.position() < ahead / 2) {
      wantedUntil = progress.position() + ahead;
    }
  }

  /** Waits until a reservation beyond the record is acknowledged; false when the partition goes. */
  synchronized boolean awaitReserved(long offset) {
    while (state == State.OWNED && reservedUntil <= offset) {
      if (!pause()) {
        return false;
      }
    }
    return state == State.OWNED;
  }

  /** Begins work on a record; false when nothing may be started any more. */
  synchronized boolean start(long offset) {
    if (state != State.OWNED || reservedUntil <= offset) {
      return false;
    }
    untried.remove(offset);
    progress.tried(offset);
    running++;
    return true;
  }

  /** Ends work on a record. */
  synchronized void finish(long offset, boolean done) {
    if (done) {
      progress.done(offset);
    }
    running--;
    notifyAll();
  }

  /** Whether calls may be made for this partition. */
  synchronized boolean owned() {
    return state == State.OWNED;
  }

  /** Whether the partition went to somebody else without a hand-over. */
  synchronized boolean gone() {
    return state == State.GONE;
  }

  synchronized int running() {
    return running;
  }

  synchronized int queued() {
    return untried.size();
  }

  synchronized List<Job> untried() {
    return List.copyOf(untried.values());
  }

  /** Nothing is started any more. */
  synchronized void drain() {
    if (state == State.OWNED) {
      state = State.DRAINING;
    }
    notifyAll();
  }

  /** Ownership ended; queued records are dropped. */
  synchronized List<Job> leave() {
    state = State.GONE;
    List<Job> dropped = List.copyOf(untried.values());
    untried.clear();
    notifyAll();
    return dropped;
  }

  /** Waits for running work; true when there is none. */
  synchronized boolean awaitIdle(long limitMillis) {
    if (running > 0) {
      pause(limitMillis);
    }
    return running == 0;
  }

  /** Queued records below the highest tried one: the next owner would take them for suspects. */
  synchronized List<Job> overtaken() {
    return new ArrayList<>(untried.headMap(progress.triedBelow()).values());
  }

  /** A queued record was answered without being tried. */
  synchronized void handedBack(Job job) {
    job.settled().set(true);
    untried.remove(job.offset());
    progress.done(job.offset());
  }

  synchronized long wantedUntil() {
    return wantedUntil;
  }

  synchronized long reservedUntil() {
    return reservedUntil;
  }

  /** What to commit while the partition is owned. */
  synchronized OffsetAndMetadata commit() {
    return commit(wantedUntil);
  }

  /**
   * What to commit after a drain: nothing beyond the tried records is reserved any more, except
   * what earlier owners may have tried.
   */
  synchronized OffsetAndMetadata lastCommit() {
    long tried = Math.max(progress.triedBelow(), progress.committable());
    return commit(Math.max(tried, suspectsBelow));
  }

  private OffsetAndMetadata commit(long until) {
    return new OffsetAndMetadata(
        progress.committable(), new Reservation(topicId, until).metadata());
  }

  /** A commit was acknowledged. */
  synchronized void acknowledged(long until, long sentNanos) {
    reservedUntil = Math.max(reservedUntil, until);
    if (!everConfirmed || sentNanos - confirmedNanos > 0) {
      confirmedNanos = sentNanos;
      everConfirmed = true;
    }
    notifyAll();
  }

  /** Whether a commit that was sent at most that long ago was acknowledged. */
  synchronized boolean confirmed(long nowNanos, long leaseNanos) {
    return everConfirmed && nowNanos - confirmedNanos <= leaseNanos;
  }

  private boolean pause() {
    return pause(1_000);
  }

  private boolean pause(long millis) {
    try {
      wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
