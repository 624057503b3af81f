package dev.puente.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics from the catalogue and tells where existing ones contradict it. Every call waits
 * at most the given limit.
 */
public final class TopicAdmin {
  private final Admin admin;
  private final Topics topics;
  private final Duration limit;

  /** Works through a client that the caller closes. */
  public TopicAdmin(Admin admin, Topics topics, Duration limit) {
    this.admin = admin;
    this.topics = topics;
    this.limit = limit;
  }

  /**
   * How many partitions a topic has.
   *
   * @throws IllegalStateException when it is not there or the cluster does not answer
   */
  public int partitions(Topic<?> topic) {
    try {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(List.of(topic.name()))
              .allTopicNames()
              .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return requireNonNull(found.get(topic.name())).partitions().size();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("can not read the topic " + topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading topics", e);
    }
  }

  /**
   * Creates the missing topics; existing ones are left alone. Returns when every new partition
   * takes records: a broker names its partitions before it serves them, and a producer whose first
   * batch comes too early, and whose second does not, is refused the first until it gives up.
   *
   * @return names of the topics that were created
   * @throws IllegalStateException when a topic was not created, or is not served within the limit
   */
  public List<String> create(int partitions, short replication) {
    List<String> created = new ArrayList<>();
    List<NewTopic> wanted =
        topics.all().stream()
            .map(
                t ->
                    new NewTopic(t.name(), Optional.of(partitions), Optional.of(replication))
                        .configs(configs(t)))
            .toList();
    admin
        .createTopics(wanted)
        .values()
        .forEach(
            (name, future) -> {
              try {
                future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                created.add(name);
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw new IllegalStateException("topic " + name + " was not created", e);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while creating topics", e);
              } catch (TimeoutException e) {
                throw new IllegalStateException("no answer to creating topic " + name, e);
              }
            });
    awaitServed(created, partitions);
    return created;
  }

  /** An offset is told by a partition's leader only, and asked for again until it is. */
  private void awaitServed(List<String> created, int partitions) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (String topic : created) {
      for (int partition = 0; partition < partitions; partition++) {
        wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    int millis = Math.toIntExact(limit.toMillis());
    try {
      admin
          .listOffsets(wanted, new ListOffsetsOptions().timeoutMs(millis))
          .all()
          .get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("topics were created and are not served yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  /**
   * What contradicts the catalogue, one sentence each; empty when all is well. Applications refuse
   * to start unless it is.
   */
  public List<String> contradictions() {
    Map<String, TopicDescription> found = new HashMap<>();
    List<String> problems = new ArrayList<>();
    Map<String, Integer> partitions = new LinkedHashMap<>();
    admin
        .describeTopics(topics.all().stream().map(Topic::name).toList())
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
              } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                  problems.add(
                      "topic " + name + " does not exist; create it with `puente topics create`");
                } else {
                  throw new IllegalStateException("topic " + name + " can not be described", e);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while describing topics", e);
              } catch (TimeoutException e) {
                throw new IllegalStateException("no answer to describing topic " + name, e);
              }
            });
    Map<String, Config> configs = configsOf(found);
    for (Topic<?> topic : topics.all()) {
      TopicDescription description = found.get(topic.name());
      if (description != null) {
        partitions.put(topic.name(), description.partitions().size());
        compare(topic, configs.get(topic.name()), problems);
      }
    }
    if (partitions.values().stream().distinct().count() > 1) {
      problems.add("topics must have one number of partitions, found " + partitions);
    }
    return problems;
  }

  private Map<String, Config> configsOf(Map<String, TopicDescription> found) {
    Map<String, Config> configs = new HashMap<>();
    try {
      admin
          .describeConfigs(
              found.keySet().stream()
                  .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                  .toList())
          .all()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS)
          .forEach((resource, config) -> configs.put(resource.name(), config));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while describing topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("topic settings can not be read", e);
    }
    return configs;
  }

  private static void compare(
      Topic<?> topic, @org.jspecify.annotations.Nullable Config config, List<String> problems) {
    if (config == null) {
      return;
    }
    String cleanup = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (topic.compacted() != cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      problems.add(
          "topic "
              + topic.name()
              + " has cleanup.policy="
              + cleanup
              + ", needs "
              + cleanupPolicy(topic));
    }
    String max = value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (Long.parseLong(max) < topic.maxRecordBytes()) {
      problems.add(
          "topic "
              + topic.name()
              + " has max.message.bytes="
              + max
              + ", needs at least "
              + topic.maxRecordBytes());
    }
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }

  private static String cleanupPolicy(Topic<?> topic) {
    if (!topic.compacted()) {
      return TopicConfig.CLEANUP_POLICY_DELETE;
    }
    return topic.retention() == null
        ? TopicConfig.CLEANUP_POLICY_COMPACT
        : TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;
  }

  private static Map<String, String> configs(Topic<?> topic) {
    Map<String, String> configs = new LinkedHashMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy(topic));
    Duration retention = topic.retention();
    configs.put(
        TopicConfig.RETENTION_MS_CONFIG,
        retention == null ? "-1" : Long.toString(retention.toMillis()));
    configs.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxRecordBytes() + 4096));
    if (topic.compacted()) {
      configs.put(
          TopicConfig.DELETE_RETENTION_MS_CONFIG,
          Long.toString(Topics.TOMBSTONE_RETENTION.toMillis()));
    }
    return configs;
  }
}
