package dev.puente.notifier.command;

import dev.puente.notifier.chatwoot.CallGuard;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.DeliveryTimes;
import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.MinuteBudget;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Problem.Why;
import dev.puente.schemas.delivery.WorkerReasons;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one handling, asked before each single call: the partition is ours, there is
 * time, the installation may be called; and immediately before a call that writes, that the lease
 * of the command lasts and a fresh acknowledged commit proves the ownership.
 */
final class Handling implements CallGuard {
  private static final Duration CONFIRMATION_WAIT = Duration.ofSeconds(6);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final double WINDOW_JITTER_MILLIS = 2_000;

  private final PartitionWork partition;
  private final Command command;
  private final Installation installation;
  private final TenantState tenant;
  private final DeliveryTimes times;
  private final Pacer pacer;
  private final DoubleSupplier random;
  private final WorkerMetrics metrics;
  private Instant end;
  private boolean inside;

  Handling(
      PartitionWork partition,
      Command command,
      Installation installation,
      TenantState tenant,
      DeliveryTimes times,
      Pacer pacer,
      DoubleSupplier random,
      WorkerMetrics metrics) {
    this.partition = partition;
    this.command = command;
    this.installation = installation;
    this.tenant = tenant;
    this.times = times;
    this.pacer = pacer;
    this.random = random;
    this.metrics = metrics;
    this.end = pacer.instant().plus(times.handling());
  }

  /** Waits for a place at the installation; the time of the handling begins with it. */
  boolean enter() {
    inside = installation.enter(() -> partition.owned() && !leaseEnded());
    end = pacer.instant().plus(times.handling());
    return inside;
  }

  /** Frees the place, if there is one. */
  void leave() {
    if (inside) {
      inside = false;
      installation.leave();
    }
  }

  /** Rests without a place between two look-ups; false when there is no going on. */
  boolean restOutside(Duration duration) {
    leave();
    return pacer.rest(duration, partition::owned) && enter();
  }

  /** Whether nothing may be created any more under this lease. */
  boolean leaseEnded() {
    return !pacer.instant().isBefore(command.notAfter().minus(times.leaseMargin()));
  }

  @Override
  public Optional<Problem> refusal(Effect effect) {
    Instant now = pacer.instant();
    if (!partition.owned()) {
      return withheld(Why.REVOKED);
    }
    if (now.plus(times.requestDeadline()).isAfter(end)) {
      return withheld(Why.OUT_OF_TIME);
    }
    Optional<Problem.Blocked> blocked = tenant.refusal(now);
    if (blocked.isPresent()) {
      return Optional.of(blocked.get());
    }
    Optional<Instant> open = installation.breaker().closedUntil(now);
    if (open.isPresent()) {
      return Optional.of(new Problem.Unavailable(null, WorkerReasons.BREAKER_OPEN, open.get()));
    }
    if (!installation.budget().take(now, partition.assignedAt())) {
      return Optional.of(new Problem.Limited(null, WorkerReasons.BUDGET_USED_UP, afterWindow(now)));
    }
    return effect.writes() ? writeRefusal() : Optional.empty();
  }

  private Optional<Problem> writeRefusal() {
    Duration left = CONFIRMATION_WAIT;
    while (partition.owned() && !confirmed()) {
      if (left.isNegative() || !pacer.rest(LOOK_EVERY, partition::owned)) {
        return withheld(partition.owned() ? Why.NOT_CONFIRMED : Why.REVOKED);
      }
      left = left.minus(LOOK_EVERY);
    }
    if (leaseEnded()) {
      return withheld(Why.LEASE_ENDED);
    }
    if (command.expiredAt(pacer.instant())) {
      return withheld(Why.EXPIRED);
    }
    return partition.owned() && confirmed() ? Optional.empty() : withheld(Why.REVOKED);
  }

  private boolean confirmed() {
    return partition.confirmed(pacer.nanoTime(), times.commitLease().toNanos());
  }

  private Instant afterWindow(Instant now) {
    return MinuteBudget.nextWindow(now)
        .plusMillis((long) (random.getAsDouble() * WINDOW_JITTER_MILLIS));
  }

  private static Optional<Problem> withheld(Why why) {
    return Optional.of(new Problem.Withheld(why));
  }

  @Override
  public void ended(String operation, @Nullable Problem problem) {
    metrics.call(operation, problem);
    Instant now = pacer.instant();
    switch (problem) {
      case null -> installation.breaker().succeeded();
      case Problem.Unavailable _ -> installation.breaker().failed(now);
      case Problem.Unclear _ -> installation.breaker().failed(now);
      case Problem.Blocked blocked -> {
        installation.breaker().succeeded();
        tenant.refused(blocked, now);
      }
      case Problem.Missing _ -> installation.breaker().succeeded();
      case Problem.Refused _ -> installation.breaker().succeeded();
      case Problem.Limited _ -> installation.breaker().succeeded();
      case Problem.Withheld _ -> {}
    }
  }

  @Override
  public boolean rest(Duration duration) {
    return pacer.instant().plus(duration).isBefore(end) && pacer.rest(duration, partition::owned);
  }
}
