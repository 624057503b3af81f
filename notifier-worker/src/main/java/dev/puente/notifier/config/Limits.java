package dev.puente.notifier.config;

import java.time.Duration;

/** Ranges of settings; the messages name key, value and range. */
final class Limits {
  private Limits() {}

  static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          key + " must be between " + least + " and " + most + ", was " + value);
    }
  }

  static void within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          key + " must be between " + least + " and " + most + ", was " + value);
    }
  }
}
