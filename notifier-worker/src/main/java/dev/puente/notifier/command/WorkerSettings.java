package dev.puente.notifier.command;

import dev.puente.notifier.delivery.DeliveryTimes;
import java.time.Duration;
import java.util.Map;

/**
 * What the running worker needs to know.
 *
 * @param kafkaProperties passed on to every Kafka client; may hold credentials
 * @param startupTimeout how long the start waits for cluster and topics
 * @param topicPrefix in front of topic names and of the group id
 * @param worker name of this instance
 */
public record WorkerSettings(
    String bootstrapServers,
    Map<String, String> kafkaProperties,
    Duration startupTimeout,
    String topicPrefix,
    String worker,
    DeliveryTimes times,
    PollSettings poll,
    InstallationSettings installation) {

  /** Consumer group of all workers. */
  public static final String GROUP = "puente-notifier";

  /** The group id of this deployment. */
  public String groupId() {
    return topicPrefix + GROUP;
  }

  /** Everything but the properties. */
  @Override
  public String toString() {
    return "WorkerSettings[worker=" + worker + ", groupId=" + groupId() + "]";
  }
}
