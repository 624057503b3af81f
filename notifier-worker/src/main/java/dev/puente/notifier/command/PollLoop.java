package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands, reserves and commits. All methods belong to one thread, which never works on
 * commands and never waits longer than a hand-over takes.
 */
final class PollLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

  /** A position is known locally, except right after an assignment. */
  private static final Duration POSITION_WAIT = Duration.ofMillis(50);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final TopicIds topicIds;
  private final Pacer pacer;
  private final PollSettings settings;
  private final Dispatcher dispatcher;
  private final HandOver handOver;
  private final WorkerMetrics metrics;
  private final Commits commits;
  private final Map<TopicPartition, PartitionWork> owned = new LinkedHashMap<>();
  private final Set<TopicPartition> waiting = new HashSet<>();
  private volatile int assigned;
  private volatile boolean joined;

  PollLoop(
      Consumer<byte[], byte[]> consumer,
      String topic,
      TopicIds topicIds,
      Pacer pacer,
      PollSettings settings,
      Dispatcher dispatcher,
      HandBack handBack,
      WorkerMetrics metrics) {
    this.consumer = consumer;
    this.topic = topic;
    this.topicIds = topicIds;
    this.pacer = pacer;
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.commits =
        new Commits(
            consumer, pacer, settings.commitInterval(), settings.renewal(), settings.kafkaCall());
    this.handOver = new HandOver(commits, handBack, pacer, settings, metrics);
  }

  /** Joins the group. */
  void begin() {
    consumer.subscribe(List.of(topic), this);
  }

  /** One round: read, reserve, hand to the dispatcher, commit. */
  void once() {
    adoptWaiting();
    narrowSuspects();
    limitQueues();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(settings.pollWait());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      PartitionWork work = owned.get(new TopicPartition(record.topic(), record.partition()));
      if (work != null) {
        Job job = new Job(work, record);
        work.received(job, settings.reserveAhead());
        metrics.read();
        // Waits on its own thread until the reservation is acknowledged.
        dispatcher.submit(job);
      }
    }
    passControlRecords();
    commits.sendIfNeeded(owned.values());
  }

  /** Hands all partitions over and leaves the group. */
  void end() {
    handOver.run(List.copyOf(owned.values()), List.of());
    owned.clear();
    assigned = 0;
    joined = false;
    consumer.close(CloseOptions.timeout(settings.kafkaCall()));
  }

  /** Records of all partitions that wait for their turn. Only for the poll thread. */
  List<Job> queued() {
    return owned.values().stream().flatMap(work -> work.untried().stream()).toList();
  }

  /** How many partitions are worked on. */
  int assigned() {
    return assigned;
  }

  /** Whether this member has a place in the group, with or without partitions. */
  boolean joined() {
    return joined;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    waiting.addAll(partitions);
    adoptWaiting();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<PartitionWork> leaving = take(partitions);
    handOver.run(leaving, List.copyOf(owned.values()));
    commits.forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("partitions lost partitions={}", partitions.size());
    take(partitions).forEach(HandOver::drop);
    commits.forget(partitions);
  }

  private List<PartitionWork> take(Collection<TopicPartition> partitions) {
    List<PartitionWork> taken = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      waiting.remove(partition);
      PartitionWork work = owned.remove(partition);
      if (work != null) {
        taken.add(work);
      }
    }
    assigned = owned.size();
    return taken;
  }

  /** Partitions whose state could not be read yet stay paused and are tried again. */
  private void adoptWaiting() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      adopt(Set.copyOf(waiting));
      consumer.resume(waiting);
      waiting.clear();
    } catch (KafkaException e) {
      LOG.warn(
          "state of assigned partitions not readable yet error={} partitions={}",
          e.getClass().getSimpleName(),
          waiting.size());
      consumer.pause(waiting);
    }
  }

  private void adopt(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(partitions, settings.kafkaCall());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, settings.kafkaCall());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, settings.kafkaCall());
    String topicId = topicIds.idOf(topic);
    Instant now = pacer.instant();
    for (TopicPartition partition : partitions) {
      PartitionWork work =
          work(
              partition,
              committed.get(partition),
              begins.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, 0L),
              topicId,
              now);
      owned.put(partition, work);
    }
    assigned = owned.size();
  }

  private PartitionWork work(
      TopicPartition partition,
      @Nullable OffsetAndMetadata committed,
      long begin,
      long end,
      String topicId,
      Instant now) {
    long position = committed == null ? begin : committed.offset();
    long suspectsBelow =
        Reservation.suspectsBelow(committed == null ? null : committed.metadata(), topicId, end);
    if (position > end) {
      // The topic was made anew, or lost its end: the offset speaks of records that are no more. If
      // the end is only told late, what was tried is among the suspects all the same; they are
      // narrowed when the end is asked for again.
      LOG.error(
          "the committed offset is beyond the end: all records are read, and looked up first"
              + " partition={} committed={} end={}",
          partition.partition(),
          position,
          end);
      metrics.positionLost();
      suspectsBelow = Math.max(suspectsBelow, position);
      position = begin;
      consumer.seek(partition, begin);
    }
    LOG.info(
        "partition assigned partition={} position={} suspectsBelow={}",
        partition.partition(),
        position,
        suspectsBelow);
    return new PartitionWork(
        partition,
        topicId,
        position,
        suspectsBelow,
        settings.reserveAhead(),
        now,
        pacer.nanoTime());
  }

  /** Tried again with the next round when the cluster does not answer. */
  private void narrowSuspects() {
    List<PartitionWork> works =
        owned.values().stream()
            .filter(w -> w.narrowable(pacer.nanoTime(), settings.zombie().toNanos()))
            .toList();
    if (works.isEmpty()) {
      return;
    }
    Set<TopicPartition> partitions =
        works.stream().map(PartitionWork::partition).collect(Collectors.toSet());
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, settings.kafkaCall());
      works.forEach(work -> work.narrow(ends.getOrDefault(work.partition(), Long.MAX_VALUE)));
    } catch (TimeoutException e) {
      LOG.warn("ends of partitions not known yet partitions={}", works.size());
    }
  }

  /** Each partition for itself: one that is stuck does not stop the others. */
  private void limitQueues() {
    Set<TopicPartition> paused = consumer.paused();
    for (PartitionWork work : owned.values()) {
      boolean isPaused = paused.contains(work.partition());
      int queued = work.queued();
      if (!isPaused && queued >= settings.pauseAt()) {
        consumer.pause(List.of(work.partition()));
      } else if (isPaused && queued <= settings.resumeAt()) {
        consumer.resume(List.of(work.partition()));
      }
    }
  }

  /** Transactions leave records that are never handed out. */
  private void passControlRecords() {
    for (PartitionWork work : owned.values()) {
      try {
        work.progress().passed(consumer.position(work.partition(), POSITION_WAIT));
      } catch (TimeoutException e) {
        LOG.debug("position not known yet partition={}", work.partition().partition());
      }
    }
  }
}
