package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Reservation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits of the poll thread. One commit names all owned partitions: the lowest record that is not
 * done, and the reservation. An acknowledgement proves that the partitions are still ours, since a
 * member of an older generation is refused. Only the poll thread calls this.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Pacer pacer;
  private final Duration interval;
  private final Duration renewal;
  private final Duration limit;
  private final Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();
  private long sentNanos;
  private boolean failed;

  /**
   * How often.
   *
   * @param interval shortest time between commits that only tell of progress
   * @param renewal longest time between two commits
   * @param limit of a commit that is waited for
   */
  Commits(
      Consumer<byte[], byte[]> consumer,
      Pacer pacer,
      Duration interval,
      Duration renewal,
      Duration limit) {
    this.consumer = consumer;
    this.pacer = pacer;
    this.interval = interval;
    this.renewal = renewal;
    this.limit = limit;
    this.sentNanos = pacer.nanoTime() - renewal.toNanos();
  }

  /** Sends a commit when a reservation must grow, the lease must be renewed, or work was done. */
  void sendIfNeeded(Collection<PartitionWork> partitions) {
    if (partitions.isEmpty() || !needed(partitions)) {
      return;
    }
    Map<PartitionWork, OffsetAndMetadata> commits = new LinkedHashMap<>();
    partitions.forEach(work -> commits.put(work, work.commit()));
    long now = pacer.nanoTime();
    sentNanos = now;
    failed = false;
    Map<TopicPartition, OffsetAndMetadata> offsets = byPartition(commits);
    sent.putAll(offsets);
    consumer.commitAsync(
        offsets,
        (_, error) -> {
          if (error == null) {
            commits.forEach((work, commit) -> acknowledge(work, commit, now));
          } else {
            failed = true;
            LOG.debug("commit not accepted error={}", error.getClass().getSimpleName());
          }
        });
  }

  /** Commits and waits; false when it was not accepted. */
  boolean sync(Collection<PartitionWork> partitions, boolean last) {
    Map<PartitionWork, OffsetAndMetadata> commits = new LinkedHashMap<>();
    partitions.forEach(work -> commits.put(work, last ? work.lastCommit() : work.commit()));
    if (commits.isEmpty()) {
      return true;
    }
    long now = pacer.nanoTime();
    try {
      consumer.commitSync(byPartition(commits), limit);
    } catch (KafkaException e) {
      LOG.warn("commit at hand-over not accepted error={}", e.getClass().getSimpleName());
      return false;
    }
    if (!last) {
      commits.forEach((work, commit) -> acknowledge(work, commit, now));
    }
    return true;
  }

  /** Forgets partitions that are not ours any more. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(sent::remove);
  }

  private boolean needed(Collection<PartitionWork> partitions) {
    long age = pacer.nanoTime() - sentNanos;
    if (age >= renewal.toNanos()) {
      return true;
    }
    return partitions.stream().anyMatch(work -> reservationGrows(work))
        || (age >= interval.toNanos() && partitions.stream().anyMatch(this::progressed));
  }

  /** Sent once; sent again when that commit failed. */
  private boolean reservationGrows(PartitionWork work) {
    if (work.wantedUntil() <= work.reservedUntil()) {
      return false;
    }
    OffsetAndMetadata last = sent.get(work.partition());
    return failed
        || last == null
        || Reservation.parse(last.metadata()).map(Reservation::until).orElse(-1L)
            < work.wantedUntil();
  }

  private boolean progressed(PartitionWork work) {
    OffsetAndMetadata last = sent.get(work.partition());
    return failed || last == null || last.offset() != work.progress().committable();
  }

  private static void acknowledge(PartitionWork work, OffsetAndMetadata commit, long sentAt) {
    Reservation.parse(commit.metadata())
        .ifPresent(reservation -> work.acknowledged(reservation.until(), sentAt));
  }

  private static Map<TopicPartition, OffsetAndMetadata> byPartition(
      Map<PartitionWork, OffsetAndMetadata> commits) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    commits.forEach((work, commit) -> offsets.put(work.partition(), commit));
    return offsets;
  }
}
