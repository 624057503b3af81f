package dev.puente.ingest.config;

import java.time.Duration;

/** Checks of settings; messages name key, value and range. */
final class Ranges {
  private Ranges() {}

  static void duration(String key, Duration value, Duration from, Duration to) {
    if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
      throw new IllegalArgumentException(
          key + " must be from " + from + " to " + to + ", was " + value);
    }
  }

  static void number(String key, long value, long from, long to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          key + " must be from " + from + " to " + to + ", was " + value);
    }
  }
}
