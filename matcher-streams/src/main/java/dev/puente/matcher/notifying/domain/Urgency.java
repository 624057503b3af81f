package dev.puente.matcher.notifying.domain;

/**
 * Order between the due rows of one tenant; the ordinal is part of store keys and never changes.
 */
public enum Urgency {
  /** Somebody waits for it. */
  TRANSACTIONAL,
  /** Attributes of a contact. */
  SYNC,
  /** Campaigns. */
  BULK;

  /** Whether half of the slots are closed to it. */
  public boolean patient() {
    return this != TRANSACTIONAL;
  }
}
