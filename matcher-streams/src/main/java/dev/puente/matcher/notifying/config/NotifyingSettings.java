package dev.puente.matcher.notifying.config;

import dev.puente.matcher.notifying.domain.Numbers;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The numbers of delivery. The defaults belong together with those of the worker (request deadline
 * 20 s, drain 25 s): shorten them in tests only.
 *
 * @param grace how long a request waits for the address of its recipient, 0 to 1 h
 * @param lease validity of a command, 1 s to 1 h; it must be longer than the worker's drain
 * @param answerOverdue how long after the lease an answer may still come, 1 s to 1 h
 * @param settle from an ambiguous answer to the look-up, 1 s to 1 h; too short means that a message
 *     which Chatwoot writes late is not found and sent again
 * @param maxAttempts uncertain handlings before a notification fails as unknown, 1 to 100
 * @param retryFloor shortest time before anything is tried again, 1 ms to 1 min
 * @param syncBackoff longest time between tries of a sync, 1 s to 24 h
 * @param tenantProbe how long a tenant that Chatwoot refuses is left alone before one try, 1 s to
 *     24 h; changed settings end the wait
 * @param slots outstanding commands per installation and task, 2 to 1000; half closed to bulk
 * @param boxEntries entries in one mailbox, 1 to 10000; more are suppressed
 * @param boxSize about how many bytes one mailbox takes, 1 KB to 16 MB
 * @param ticketWait how long a mailbox waits for the ledger's word on an earlier request of the
 *     same address, 1 ms to 5 min
 * @param dedupe how long an id is remembered, 1 min to 60 d
 * @param tickInterval time between looks at what is due, 10 ms to 10 s
 * @param tickBudget longest time of one look, 1 ms to 1 s: it blocks its thread
 * @param tickSteps most mailboxes of one look, 1 to 10000
 * @param housekeepingInterval time between steps of the ledger's removal, 10 ms to 1 h
 */
@ConfigurationProperties("puente.notifying")
public record NotifyingSettings(
    @DefaultValue("60s") Duration grace,
    @DefaultValue("10m") Duration lease,
    @DefaultValue("60s") Duration answerOverdue,
    @DefaultValue("60s") Duration settle,
    @DefaultValue("8") int maxAttempts,
    @DefaultValue("1s") Duration retryFloor,
    @DefaultValue("1h") Duration syncBackoff,
    @DefaultValue("1h") Duration tenantProbe,
    @DefaultValue("16") int slots,
    @DefaultValue("200") int boxEntries,
    @DefaultValue("1MB") DataSize boxSize,
    @DefaultValue("10s") Duration ticketWait,
    @DefaultValue("30d") Duration dedupe,
    @DefaultValue("100ms") Duration tickInterval,
    @DefaultValue("50ms") Duration tickBudget,
    @DefaultValue("500") int tickSteps,
    @DefaultValue("1s") Duration housekeepingInterval) {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Stops the start on impossible values. */
  public NotifyingSettings {
    within("grace", grace, Duration.ZERO, HOUR);
    within("lease", lease, SECOND, HOUR);
    within("answer-overdue", answerOverdue, SECOND, HOUR);
    within("settle", settle, SECOND, HOUR);
    within("max-attempts", maxAttempts, 1, 100);
    within("retry-floor", retryFloor, MILLI, MINUTE);
    within("sync-backoff", syncBackoff, SECOND, DAY);
    within("tenant-probe", tenantProbe, SECOND, DAY);
    within("slots", slots, 2, 1000);
    within("box-entries", boxEntries, 1, 10_000);
    within("box-size", boxSize, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16));
    within("ticket-wait", ticketWait, MILLI, Duration.ofMinutes(5));
    within("dedupe", dedupe, MINUTE, Duration.ofDays(60));
    within("tick-interval", tickInterval, Duration.ofMillis(10), Duration.ofSeconds(10));
    within("tick-budget", tickBudget, MILLI, SECOND);
    within("tick-steps", tickSteps, 1, 10_000);
    within("housekeeping-interval", housekeepingInterval, Duration.ofMillis(10), HOUR);
  }

  private static <T extends Comparable<T>> void within(String key, T value, T low, T high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "puente.notifying." + key + " must be " + low + " to " + high + ", was " + value);
    }
  }

  /** The numbers as the domain counts them. */
  public Numbers numbers() {
    return new Numbers(
        grace.toMillis(),
        lease.toMillis(),
        answerOverdue.toMillis(),
        settle.toMillis(),
        maxAttempts,
        retryFloor.toMillis(),
        syncBackoff.toMillis(),
        tenantProbe.toMillis(),
        slots,
        boxEntries,
        Math.toIntExact(boxSize.toBytes()),
        ticketWait.toMillis(),
        dedupe.toMillis());
  }
}
