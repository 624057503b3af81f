package dev.puente.matcher.notifying.domain;

/**
 * State of a notification. States move forward by rank; {@code WAITING} and {@code DISPATCHED}
 * alternate.
 */
public enum State {
  /** Durable, nothing decided yet. */
  ACCEPTED(1),
  /** Waits for an address, a time or Chatwoot. */
  WAITING(2),
  /** A command for it is under way. */
  DISPATCHED(2),
  /** The message exists in Chatwoot. */
  SENT(3),
  /** The channel reported delivery. */
  DELIVERED(4),
  /** The channel reported that it was read. */
  READ(5),
  /** Ended without a message, or the channel refused the message. */
  FAILED(6),
  /** Not sent because a rule forbids it. */
  SUPPRESSED(6),
  /** Withdrawn before it was sent. */
  CANCELLED(6),
  /** Its time was over before it was sent. */
  EXPIRED(6);

  private final int rank;

  State(int rank) {
    this.rank = rank;
  }

  /** Place in the order of states. */
  public int rank() {
    return rank;
  }

  /** Whether the message may still have to be sent. */
  public boolean open() {
    return rank <= DISPATCHED.rank;
  }

  /** Whether it ended without being sent, or failed. */
  public boolean ended() {
    return rank == FAILED.rank;
  }
}
