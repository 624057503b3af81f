package dev.puente.sandbox.chatwoot.webhook;

import java.time.Duration;

/**
 * How a message sent on WhatsApp goes on.
 *
 * @param until the last step that is made by itself
 * @param step the time between two steps
 */
public record StatusProgress(Until until, Duration step) {

  /** The steps of an outgoing message, each one a {@code message_updated}. */
  public enum Until {
    /**
     * Stays without source id, as if the queue stood still. Failures of the reply window still
     * happen.
     */
    QUEUED,
    /** Accepted by Meta: gets a source id. */
    SENT,
    DELIVERED,
    READ
  }
}
