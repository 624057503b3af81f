package dev.puente.notifier.delivery;

/** What a call may change, and so what a missing answer means. */
public enum Effect {
  /** Nothing: may be repeated at once. */
  READ,
  /** The same state however often it runs. */
  REPLACE,
  /** A message: must never run twice. The server hides its own faults behind 422 here. */
  CREATE_MESSAGE,
  /** A contact, link or conversation. */
  CREATE;

  /** Whether the call needs a valid lease. */
  public boolean writes() {
    return this != READ;
  }
}
