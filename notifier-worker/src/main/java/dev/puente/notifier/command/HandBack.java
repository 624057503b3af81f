package dev.puente.notifier.command;

/** Gives an untried command back to its mailbox. */
@FunctionalInterface
interface HandBack {
  /** True when the answer is acknowledged. */
  boolean handBack(Job job);
}
