package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.ChatwootApi;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.Problem;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that one handling of one command needs.
 *
 * @param suspicion whether and why the command may have acted before
 * @param rest waits before a second look-up; false when the work is called off
 */
public record Session(
    Command command,
    TenantConfig tenant,
    ChatwootApi api,
    Suspicion suspicion,
    ContactLocks locks,
    OwnSender ownSender,
    PhoneKeys phones,
    Rest rest,
    InstantSource clock) {

  /** Why a command may have acted before. */
  public enum Suspicion {
    /** It certainly did not. */
    NONE,
    /** The mailbox says so: look up twice, then create. */
    BY_MAILBOX,
    /**
     * The record may have been tried by an owner of the partition that disappeared. Its answer may
     * have been given too, so the mailbox may already have sent the next epoch: look up, but never
     * create; hand it back.
     */
    BY_TAKEOVER
  }

  /** Longer than the calls of any other holder. */
  private static final Duration CONTACT_WAIT = Duration.ofSeconds(60);

  /** Does something while nobody else works on that contact. */
  <T> T locked(long contactId, Supplier<T> work) {
    Optional<ContactLocks.Held> held = locks.acquire(tenant.accountId(), contactId, CONTACT_WAIT);
    if (held.isEmpty()) {
      throw Ended.with(new Problem.Withheld(Problem.Why.OUT_OF_TIME), clock);
    }
    try (var _ = held.get()) {
      return work.get();
    }
  }

  /** Waits without occupying a place at the installation. */
  @FunctionalInterface
  public interface Rest {
    /** False when there is no time left or the work is called off. */
    boolean rest(Duration duration);
  }
}
