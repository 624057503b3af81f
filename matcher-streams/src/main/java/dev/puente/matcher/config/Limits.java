package dev.puente.matcher.config;

/** Range checks whose message names the key, the value and the range. */
final class Limits {
  private Limits() {}

  static <T extends Comparable<T>> void within(String key, T value, T lowest, T highest) {
    if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
      throw new IllegalArgumentException(
          key + " must be " + lowest + " to " + highest + ", was " + value);
    }
  }
}
