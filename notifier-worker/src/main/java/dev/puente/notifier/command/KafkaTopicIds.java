package dev.puente.notifier.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Asks the cluster for the id of a topic. */
record KafkaTopicIds(Admin admin, Duration limit) implements TopicIds {
  @Override
  public String idOf(String topic) {
    try {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking for the id of topic " + topic, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the id of topic " + topic + " is not known", e);
    }
  }
}
