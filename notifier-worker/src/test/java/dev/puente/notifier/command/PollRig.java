package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Reservation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/** A poll loop on Kafka's mock consumer, whose commits are acknowledged when the test says so. */
final class PollRig {
  static final String TOPIC = "notification-commands";
  static final String TOPIC_ID = "w4d1nZsKQEyxUHNVyBVbZg";
  static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
  static final TopicPartition P1 = new TopicPartition(TOPIC, 1);
  static final int AHEAD = 10;

  /** A commit that was sent. */
  record Sent(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    private OffsetAndMetadata of(TopicPartition partition) {
      return Objects.requireNonNull(offsets.get(partition));
    }

    long offset(TopicPartition partition) {
      return of(partition).offset();
    }

    long reserved(TopicPartition partition) {
      return Reservation.parse(of(partition).metadata()).orElseThrow().until();
    }
  }

  final TestPacer pacer = new TestPacer();
  final List<Sent> sent = new ArrayList<>();
  final List<Sent> synced = new ArrayList<>();
  final List<Job> handled = new ArrayList<>();
  final List<Job> dropped = new ArrayList<>();
  final List<Job> givenBack = new ArrayList<>();
  final List<Runnable> lanes = new ArrayList<>();
  boolean acknowledging = true;
  boolean handBackWorks = true;

  final Commits consumer = new Commits();

  /** Keeps commits back until they are acknowledged. */
  final class Commits extends MockConsumer<byte[], byte[]> {
    Commits() {
      super("earliest");
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      Sent commit = new Sent(Map.copyOf(offsets), callback);
      sent.add(commit);
      if (acknowledging) {
        acknowledge(commit);
      }
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      synced.add(new Sent(Map.copyOf(offsets), (_, _) -> {}));
      store(offsets);
    }

    void store(Map<TopicPartition, OffsetAndMetadata> offsets) {
      super.commitAsync(offsets, null);
    }
  }

  private final Map<Long, Boolean> outcomes = new HashMap<>();
  final PollLoop loop =
      new PollLoop(
          consumer,
          TOPIC,
          _ -> TOPIC_ID,
          pacer,
          new PollSettings(
              Duration.ofMillis(1),
              AHEAD,
              4,
              2,
              Duration.ofSeconds(25),
              Duration.ofSeconds(5),
              Duration.ofSeconds(1),
              Duration.ofSeconds(10),
              Duration.ofSeconds(20)),
          new Dispatcher(lanes::add, this::handle, dropped::add),
          job -> {
            givenBack.add(job);
            return handBackWorks;
          },
          new WorkerMetrics(new SimpleMeterRegistry()));

  PollRig() {
    consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    consumer.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
    loop.begin();
  }

  private boolean handle(Job job) {
    handled.add(job);
    return outcomes.getOrDefault(job.offset(), true);
  }

  void acknowledge(Sent commit) {
    consumer.store(commit.offsets());
    commit.callback().onComplete(commit.offsets(), null);
  }

  void refuse(Sent commit) {
    commit.callback().onComplete(commit.offsets(), new RebalanceInProgressException());
  }

  /** What an earlier owner left. */
  void committed(TopicPartition partition, long offset, String metadata) {
    consumer.store(Map.of(partition, new OffsetAndMetadata(offset, metadata)));
  }

  void assign(TopicPartition... partitions) {
    consumer.rebalance(Set.of(partitions));
  }

  void record(TopicPartition partition, long offset, String key) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            key.getBytes(StandardCharsets.UTF_8),
            new byte[0]));
  }

  /** Lets the lanes of the dispatcher run to their ends. */
  void runLanes() {
    List<Runnable> ready = List.copyOf(lanes);
    lanes.clear();
    ready.forEach(Runnable::run);
  }

  Sent lastSent() {
    return sent.getLast();
  }
}
