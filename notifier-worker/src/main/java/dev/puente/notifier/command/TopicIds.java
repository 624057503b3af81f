package dev.puente.notifier.command;

/** Tells which topic a name means now: a recreated topic has another id. */
@FunctionalInterface
interface TopicIds {
  /** The id as text; fails with a {@link RuntimeException} when it cannot be read in time. */
  String idOf(String topic);
}
