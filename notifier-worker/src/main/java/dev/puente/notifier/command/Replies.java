package dev.puente.notifier.command;

/** Where answers go. */
@FunctionalInterface
interface Replies {
  /**
   * Publishes an answer and waits for the acknowledgement of all replicas.
   *
   * @return false when it was not acknowledged in time
   */
  boolean publish(Reply reply);
}
