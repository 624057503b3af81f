package dev.puente.matcher.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Waits until an application has taken in what its topics held when it was asked: first what comes
 * from outside, then, some times over, what it hands to itself by internal topics.
 */
final class CatchUp {
  /** How often a record may go through an internal topic before it is in the last store. */
  private static final int HOPS = 5;

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PROBE = Duration.ofMillis(500);

  private final Admin admin;
  private final Consumer<byte[], byte[]> probe;
  private final String applicationId;
  private final Set<String> outside = new HashSet<>();
  private final Set<String> inside = new HashSet<>();

  /**
   * For one application.
   *
   * @param probe reads committed records only and starts where it is told; used by this object only
   * @param applicationId group and prefix of the internal topics
   * @param known names of the topics that are no internal ones
   */
  CatchUp(
      Admin admin,
      Consumer<byte[], byte[]> probe,
      String applicationId,
      Topology topology,
      Set<String> known) {
    this.admin = admin;
    this.probe = probe;
    this.applicationId = applicationId;
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
          source
              .topicSet()
              .forEach(name -> (known.contains(name) ? outside : inside).add(named(name, known)));
        }
      }
    }
  }

  private String named(String topic, Set<String> known) {
    return known.contains(topic) ? topic : applicationId + '-' + topic;
  }

  /** Returns once the application has read what these topics hold now; they must be there. */
  void await(Set<String> topics) throws InterruptedException {
    if (!topics.isEmpty()) {
      reach(topics);
    }
  }

  /** Returns once it is done; the topics must be there. */
  void await() throws InterruptedException {
    reach(outside);
    for (int hop = 0; hop < HOPS; hop++) {
      reach(inside);
    }
  }

  private void reach(Set<String> topics) throws InterruptedException {
    Map<TopicPartition, Long> open = null;
    while (open == null || !open.isEmpty()) {
      try {
        open = behind(open == null ? ends(topics) : open);
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        // The cluster is asked again: no answer is no reason to call anything unknown.
      }
      if (open == null || !open.isEmpty()) {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    }
  }

  private Map<TopicPartition, Long> ends(Set<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic :
        admin
            .describeTopics(topics)
            .allTopicNames()
            .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .values()) {
      topic
          .partitions()
          .forEach(
              p ->
                  wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin
            .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, Long> ends = new HashMap<>();
    found.forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private Map<TopicPartition, Long> behind(Map<TopicPartition, Long> ends)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(applicationId)
            .partitionsToOffsetAndMetadata()
            .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, Long> behind = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndMetadata place = committed.get(partition);
          long from = place == null ? -1 : place.offset();
          if (from < end && end > 0 && holdsRecords(partition, from, end)) {
            behind.put(partition, end);
          }
        });
    return behind;
  }

  /** Ends of transactions take up offsets, too, and nobody commits past them while all is quiet. */
  private boolean holdsRecords(TopicPartition partition, long from, long end) {
    probe.assign(List.of(partition));
    if (from < 0) {
      probe.seekToBeginning(List.of(partition));
    } else {
      probe.seek(partition, from);
    }
    boolean records = !probe.poll(PROBE).isEmpty();
    return records || probe.position(partition, CALL_LIMIT) < end;
  }
}
