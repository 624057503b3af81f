package dev.puente.notifier.command;

import dev.puente.schemas.topic.TopicAdmin;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, within a limit, until the topics are as the catalogue says. It creates nothing. */
record TopicCheck(TopicAdmin topics, Pacer pacer, Duration limit) {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * Returns when all topics are right.
   *
   * @throws IllegalStateException with the list of contradictions when the limit has passed
   */
  void await() {
    long begin = pacer.nanoTime();
    List<String> problems = problems();
    while (!problems.isEmpty()) {
      if (pacer.nanoTime() - begin > limit.toNanos() || !pacer.rest(PAUSE, () -> true)) {
        throw new IllegalStateException(
            "the topics are not ready after " + limit + ": " + String.join("; ", problems));
      }
      LOG.info("waiting for topics problems={}", problems.size());
      problems = problems();
    }
  }

  private List<String> problems() {
    try {
      return topics.contradictions();
    } catch (IllegalStateException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }
}
