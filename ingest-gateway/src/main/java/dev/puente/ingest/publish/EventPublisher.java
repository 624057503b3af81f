package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes records and keeps them: in Kafka, or with a spool on disk in front of it. */
public interface EventPublisher {
  /** How often a waiting caller looks whether the broker went away. */
  Duration LOOK = Duration.ofMillis(100);

  /**
   * Hands a record over.
   *
   * @return completes when the record is durable on all in-sync replicas, or exceptionally with
   *     {@link PublishException}; never later than the delivery limit of the settings
   */
  CompletableFuture<Void> publish(Publication publication);

  /** False while the broker is known to be away. True is no promise. */
  boolean reachable();

  /**
   * Hands a record over and waits until it is durable.
   *
   * @throws PublishException when it is not within the limit; it may become durable later
   */
  default void publishAndWait(Publication publication, Duration limit) {
    await(publish(publication), limit);
  }

  /**
   * The same for callers that can repeat: refuses at once while the broker is known to be away, and
   * gives up when that becomes known.
   *
   * @throws PublishException see above
   */
  default void publishIfReachable(Publication publication, Duration limit) {
    if (!reachable()) {
      throw new PublishException(PublishException.Reason.UNREACHABLE);
    }
    awaitReachable(publish(publication), limit);
  }

  /**
   * Waits for a record that was handed over, but not for a broker that is known to be away.
   *
   * @throws PublishException see above
   */
  default void awaitReachable(CompletableFuture<Void> pending, Duration limit) {
    Duration left = limit;
    while (left.compareTo(LOOK) > 0 && !doneWithin(pending, LOOK)) {
      left = left.minus(LOOK);
      if (!reachable()) {
        throw new PublishException(PublishException.Reason.UNREACHABLE);
      }
    }
    await(pending, left);
  }

  /**
   * The same for callers that never repeat: keeps the record elsewhere when Kafka does not take it
   * soon, if there is such a place.
   *
   * @throws PublishException when it is kept nowhere
   */
  default void keep(Publication publication, Duration limit) {
    publishAndWait(publication, limit);
  }

  /** Whether {@link #keep} can be expected to succeed. */
  default boolean keeps() {
    return reachable();
  }

  /** Whether something was kept that is not in Kafka yet, so that no view can know it. */
  default boolean holdsBack() {
    return false;
  }

  private static boolean doneWithin(CompletableFuture<Void> pending, Duration time) {
    try {
      pending.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // ends the waiting that follows
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // told by the waiting that follows
    }
    return true;
  }

  /** Waits for a record that was handed over. */
  static void await(CompletableFuture<Void> pending, Duration limit) {
    try {
      pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    } catch (TimeoutException e) {
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PublishException known) {
        throw known;
      }
      throw new PublishException(PublishException.Reason.DEFECT, e);
    }
  }
}
