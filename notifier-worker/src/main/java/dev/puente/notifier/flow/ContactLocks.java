package dev.puente.notifier.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One holder per contact: two addresses may lead to one contact, and Chatwoot merges attributes
 * without a lock. Holds only locks that are in use. Thread-safe.
 */
public final class ContactLocks {
  private record Contact(long accountId, long contactId) {}

  private static final class Counted {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }

  private final ConcurrentHashMap<Contact, Counted> locks = new ConcurrentHashMap<>();

  /** Frees the contact. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for the contact; empty when the limit passes or the thread is interrupted. */
  public Optional<Held> acquire(long accountId, long contactId, Duration limit) {
    Contact contact = new Contact(accountId, contactId);
    Counted counted =
        locks.compute(
            contact,
            (_, known) -> {
              Counted entry = known == null ? new Counted() : known;
              entry.users++;
              return entry;
            });
    try {
      if (counted.lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.of(
            () -> {
              counted.lock.unlock();
              leave(contact);
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leave(contact);
    return Optional.empty();
  }

  /** How many contacts are in use. */
  public int size() {
    return locks.size();
  }

  private void leave(Contact contact) {
    locks.computeIfPresent(contact, (_, entry) -> --entry.users == 0 ? null : entry);
  }
}
