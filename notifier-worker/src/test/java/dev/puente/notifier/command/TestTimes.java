package dev.puente.notifier.command;

import dev.puente.notifier.delivery.DeliveryTimes;
import java.time.Duration;

/** The numbers of the design. */
final class TestTimes {
  static final DeliveryTimes DESIGNED =
      new DeliveryTimes(
          Duration.ofSeconds(20),
          Duration.ofSeconds(25),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(25),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofMinutes(10),
          Duration.ofMinutes(3),
          Duration.ofSeconds(10));

  private TestTimes() {}
}
