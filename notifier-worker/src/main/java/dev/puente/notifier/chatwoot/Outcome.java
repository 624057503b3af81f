package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Problem;

/** What a call gave: a value or the problem. */
public sealed interface Outcome<T> {
  /** The call was answered as hoped. */
  record Ok<T>(T value) implements Outcome<T> {}

  /** It was not. */
  record No<T>(Problem problem) implements Outcome<T> {}
}
