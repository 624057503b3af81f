package dev.puente.sandbox.chatwoot.model;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The state behind one lock. Events of a piece of work leave in its order, after it has ended well;
 * work that throws must not have changed anything, which is why every service validates before it
 * writes.
 */
public final class Database {

  private final ReentrantLock lock = new ReentrantLock();
  private final Tables tables;
  private final BiConsumer<Tables, List<Event>> afterCommit;

  /**
   * @param afterCommit takes the events under the lock, so it must not block
   */
  public Database(
      InstantSource clock, RandomGenerator random, BiConsumer<Tables, List<Event>> afterCommit) {
    this.tables = new Tables(clock, random);
    this.afterCommit = afterCommit;
  }

  /** Runs work that may change rows. */
  public <R> R write(Function<Tx, R> work) {
    lock.lock();
    try {
      Tx tx = new Tx(tables);
      R result = work.apply(tx);
      if (!tx.events().isEmpty()) {
        afterCommit.accept(tables, tx.events());
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Runs work that only reads. */
  public <R> R read(Function<Tables, R> work) {
    lock.lock();
    try {
      return work.apply(tables);
    } finally {
      lock.unlock();
    }
  }
}
