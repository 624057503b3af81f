package dev.puente.sandbox.chatwoot;

import dev.puente.sandbox.chatwoot.webhook.StatusProgress;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How the simulator starts.
 *
 * @param port TCP port on 127.0.0.1; 0 for any free one
 * @param clock the time of everything it stores, and of signatures
 * @param seed of tokens, ids and random names; 0 for unpredictable ones
 * @param journalLimit how many journal entries are kept
 * @param webhookTimeout for opening a connection to a webhook receiver and for its answer, each; 5
 *     s in Chatwoot
 * @param messagesPerMinute the flood guard of a conversation; 200 in Chatwoot
 * @param statusProgress how far messages sent on WhatsApp go by themselves
 */
public record SimulatorSettings(
    int port,
    InstantSource clock,
    long seed,
    int journalLimit,
    Duration webhookTimeout,
    int messagesPerMinute,
    StatusProgress statusProgress) {

  public SimulatorSettings {
    require(port >= 0 && port <= 65_535, "port must be 0 to 65535, was " + port);
    require(journalLimit >= 1, "journalLimit must be at least 1, was " + journalLimit);
    require(
        messagesPerMinute >= 1, "messagesPerMinute must be at least 1, was " + messagesPerMinute);
    require(webhookTimeout.isPositive(), "webhookTimeout must be positive");
  }

  /**
   * Any free port, the system's clock, Chatwoot's own limits; messages get as far as {@code read}.
   */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings(
        0,
        InstantSource.system(),
        0,
        200_000,
        Duration.ofSeconds(5),
        200,
        new StatusProgress(StatusProgress.Until.READ, Duration.ofMillis(200)));
  }

  public SimulatorSettings withPort(int value) {
    return new SimulatorSettings(
        value, clock, seed, journalLimit, webhookTimeout, messagesPerMinute, statusProgress);
  }

  public SimulatorSettings withClock(InstantSource value) {
    return new SimulatorSettings(
        port, value, seed, journalLimit, webhookTimeout, messagesPerMinute, statusProgress);
  }

  public SimulatorSettings withSeed(long value) {
    return new SimulatorSettings(
        port, clock, value, journalLimit, webhookTimeout, messagesPerMinute, statusProgress);
  }

  public SimulatorSettings withJournalLimit(int value) {
    return new SimulatorSettings(
        port, clock, seed, value, webhookTimeout, messagesPerMinute, statusProgress);
  }

  public SimulatorSettings withWebhookTimeout(Duration value) {
    return new SimulatorSettings(
        port, clock, seed, journalLimit, value, messagesPerMinute, statusProgress);
  }

  public SimulatorSettings withMessagesPerMinute(int value) {
    return new SimulatorSettings(
        port, clock, seed, journalLimit, webhookTimeout, value, statusProgress);
  }

  public SimulatorSettings withStatusProgress(StatusProgress value) {
    return new SimulatorSettings(
        port, clock, seed, journalLimit, webhookTimeout, messagesPerMinute, value);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
