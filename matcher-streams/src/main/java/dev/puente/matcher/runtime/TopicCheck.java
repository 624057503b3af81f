package dev.puente.matcher.runtime;

import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, within a limit, until the topics are as the catalogue says. It creates nothing. */
public final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

  private final Map<String, Object> clientSettings;
  private final Topics topics;
  private final Duration limit;

  /**
   * A check against one cluster.
   *
   * @param limit how long to go on asking
   */
  public TopicCheck(
      String bootstrapServers, Map<String, String> properties, Topics topics, Duration limit) {
    this.topics = topics;
    this.limit = limit;
    clientSettings = new HashMap<>(properties);
    clientSettings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }

  /**
   * Returns when all topics are right.
   *
   * @return how many partitions they have
   * @throws IllegalStateException with the list of contradictions when the limit has passed
   */
  int await() {
    long deadline = System.nanoTime() + limit.toNanos();
    try (Admin admin = Admin.create(clientSettings)) {
      TopicAdmin topicAdmin = new TopicAdmin(admin, topics, CALL_LIMIT);
      List<String> problems = problems(topicAdmin);
      while (!problems.isEmpty()) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "the topics are not ready after " + limit + ": " + String.join("; ", problems));
        }
        LOG.info("waiting for topics problems={}", problems.size());
        pause();
        problems = problems(topicAdmin);
      }
      return topicAdmin.partitions(topics.clients());
    }
  }

  private static List<String> problems(TopicAdmin admin) {
    try {
      return admin.contradictions();
    } catch (IllegalStateException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for topics", e);
    }
  }
}
