package dev.puente.matcher.notifying.model;

import java.util.List;

/** Choices of one run, taken from a list that the property engine can shrink; then always 0. */
final class Script {
  private final List<Integer> choices;
  private int next;

  Script(List<Integer> choices) {
    this.choices = choices;
  }

  boolean isOver() {
    return next >= choices.size();
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return isOver() ? 0 : Math.floorMod(choices.get(next++), bound);
  }

  boolean one(int in) {
    return below(in) == in - 1;
  }

  <T> T of(List<T> items) {
    return items.get(below(items.size()));
  }
}
