package dev.puente.notifier.flow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The user that an account's token acts as, learned from the messages it created. Deleting a
 * message wipes its marker; the sender is what remains of it. Thread-safe.
 */
public final class OwnSender {
  private static final long UNKNOWN = -1;

  private final AtomicLong id = new AtomicLong(UNKNOWN);

  /** A message with our marker was written by that user. */
  void learn(long userId) {
    id.set(userId);
  }

  /** Whether that user may be ourselves; true while we do not know who we are. */
  boolean mayBe(long userId) {
    long known = id.get();
    return known == UNKNOWN || known == userId;
  }
}
