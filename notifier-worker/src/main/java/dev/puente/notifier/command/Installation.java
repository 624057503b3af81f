package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Breaker;
import dev.puente.notifier.delivery.MinuteBudget;
import dev.puente.notifier.flow.ContactLocks;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What one Chatwoot installation may get from this worker. Local, because all its commands are in
 * one partition and so belong to one worker.
 */
final class Installation {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Semaphore places;
  private final MinuteBudget budget;
  private final Breaker breaker;
  private final ContactLocks locks = new ContactLocks();

  Installation(InstallationSettings settings) {
    this.places = new Semaphore(settings.concurrency(), true);
    this.budget = new MinuteBudget(settings.limitPerMinute(), settings.budgetPerMinute());
    this.breaker =
        new Breaker(settings.breakerThreshold(), settings.breakerRest(), settings.breakerRestMax());
  }

  MinuteBudget budget() {
    return budget;
  }

  Breaker breaker() {
    return breaker;
  }

  ContactLocks locks() {
    return locks;
  }

  /** Waits for a place; false when it is not wanted any more. */
  boolean enter(BooleanSupplier wanted) {
    try {
      while (wanted.getAsBoolean()) {
        if (places.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Frees the place. */
  void leave() {
    places.release();
  }
}
