package dev.puente.notifier.command;

import dev.puente.notifier.chatwoot.ChatwootApi;
import dev.puente.notifier.chatwoot.ChatwootClients;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answers;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.DeliveryTimes;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.flow.CommandFlows;
import dev.puente.notifier.flow.Session;
import dev.puente.notifier.flow.Session.Suspicion;
import dev.puente.schemas.delivery.WorkerReasons;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one command: too late, to be settled first, or carried out. */
final class CommandDecision {
  private static final Logger LOG = LoggerFactory.getLogger(CommandDecision.class);

  private final TenantSource tenants;
  private final ChatwootClients clients;
  private final CommandFlows flows;
  private final PhoneKeys phones;
  private final DeliveryTimes times;
  private final InstallationSettings limits;
  private final Pacer pacer;
  private final DoubleSupplier random;
  private final WorkerMetrics metrics;
  private final ConcurrentHashMap<String, Installation> installations = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, TenantState> states = new ConcurrentHashMap<>();

  CommandDecision(
      TenantSource tenants,
      ChatwootClients clients,
      CommandFlows flows,
      PhoneKeys phones,
      DeliveryTimes times,
      InstallationSettings limits,
      Pacer pacer,
      DoubleSupplier random,
      WorkerMetrics metrics) {
    this.tenants = tenants;
    this.clients = clients;
    this.flows = flows;
    this.phones = phones;
    this.times = times;
    this.limits = limits;
    this.pacer = pacer;
    this.random = random;
    this.metrics = metrics;
  }

  /**
   * The answer to a command that may be tried. The tenant's settings are those of the beginning;
   * they are read again before a tenant is called blocked.
   */
  Answer decide(Job job, Command command) {
    TenantDirectory directory = tenants.get();
    if (!usable(directory, command.tenant())) {
      directory = tenants.fresh();
    }
    Optional<TenantConfig> tenant = directory.find(command.tenant());
    if (tenant.isEmpty()) {
      return untried(job, command, Answer.blocked(WorkerReasons.UNKNOWN_TENANT, null));
    }
    if (tenant.get().apiToken() == null) {
      return untried(job, command, Answer.blocked(WorkerReasons.NO_API_TOKEN, null));
    }
    Answer answer = late(job, command).orElseGet(() -> settled(job, command, tenant.get()));
    return answer.code() == Answer.Code.TENANT_BLOCKED && changed(tenant.get())
        ? Answer.deferred("settings_changed", answer.httpStatus(), pacer.instant())
            .keepingSuspicion(answer.stillSuspect())
        : answer;
  }

  private static boolean usable(TenantDirectory directory, String tenant) {
    return directory.find(tenant).filter(found -> found.apiToken() != null).isPresent();
  }

  /** Whether what was refused is no more what the settings say. */
  private boolean changed(TenantConfig refused) {
    return tenants
        .fresh()
        .find(refused.id())
        .map(TenantState.Access::of)
        .filter(now -> !now.equals(TenantState.Access.of(refused)))
        .isPresent();
  }

  private static Answer untried(Job job, Command command, Answer answer) {
    return answer.keepingSuspicion(suspicion(job, command) != Suspicion.NONE);
  }

  /** Syncs, upserts and reads may run again at any time; only messages are looked up. */
  private static Suspicion suspicion(Job job, Command command) {
    if (job.partition().suspect(job.offset())) {
      return Suspicion.BY_TAKEOVER;
    }
    return command.suspect() ? Suspicion.BY_MAILBOX : Suspicion.NONE;
  }

  /** An expired message that may have been sent is looked up all the same. */
  private Optional<Answer> late(Job job, Command command) {
    Instant now = pacer.instant();
    if (!now.isBefore(command.notAfter().minus(times.leaseMargin()))) {
      return Optional.of(untried(job, command, Answer.stale("lease_ended")));
    }
    boolean worthless = command.expiredAt(now) && suspicion(job, command) == Suspicion.NONE;
    return worthless ? Optional.of(Answer.stale("expired")) : Optional.empty();
  }

  private Answer settled(Job job, Command command, TenantConfig tenant) {
    Instant until = command.settleUntil();
    if (until != null) {
      Duration settling = Duration.between(pacer.instant(), until);
      if (settling.compareTo(times.longestSettling()) > 0) {
        return Answer.deferred("settling", null, until).keepingSuspicion(true);
      }
      if (settling.isPositive() && !pacer.rest(settling, job.partition()::owned)) {
        return handedOver(job, command);
      }
    }
    if (!outlived(job)) {
      return handedOver(job, command);
    }
    return late(job, command).orElseGet(() -> carriedOut(job, command, tenant));
  }

  /**
   * Waits until no call of an earlier owner can be under way; shorter when it turns out that the
   * record was not tried. False when the partition goes.
   */
  private boolean outlived(Job job) {
    PartitionWork partition = job.partition();
    Instant over = partition.assignedAt().plus(times.takeoverSettling());
    Duration left = Duration.between(pacer.instant(), over);
    if (partition.suspect(job.offset()) && left.isPositive()) {
      pacer.rest(left, () -> partition.owned() && partition.suspect(job.offset()));
    }
    return partition.owned();
  }

  private Answer carriedOut(Job job, Command command, TenantConfig tenant) {
    Suspicion suspicion = suspicion(job, command);
    Installation installation =
        installations.computeIfAbsent(tenant.installation(), _ -> new Installation(limits));
    TenantState.Access access = TenantState.Access.of(tenant);
    TenantState state =
        states.compute(
            tenant.id(),
            (_, known) ->
                known != null && known.access().equals(access) ? known : new TenantState(access));
    Handling handling =
        new Handling(job.partition(), command, installation, state, times, pacer, random, metrics);
    if (!handling.enter()) {
      return late(job, command).orElseGet(() -> handedOver(job, command));
    }
    try {
      return flows.run(session(command, tenant, suspicion, installation, state, handling));
    } catch (RuntimeException e) {
      // A fault of ours at an unknown place: perhaps after the call.
      LOG.error(
          "handling failed partition={} offset={} error={}",
          job.record().partition(),
          job.offset(),
          e.getClass().getName());
      return Answer.ambiguous("internal_error", null);
    } finally {
      handling.leave();
    }
  }

  private Session session(
      Command command,
      TenantConfig tenant,
      Suspicion suspicion,
      Installation installation,
      TenantState state,
      Handling handling) {
    ChatwootApi api =
        clients.account(
            tenant.baseUrl(),
            tenant.accountId(),
            java.util.Objects.requireNonNull(tenant.apiToken()),
            handling);
    return new Session(
        command,
        tenant,
        api,
        suspicion,
        installation.locks(),
        state.ownSender(),
        phones,
        handling::restOutside,
        pacer);
  }

  private Answer handedOver(Job job, Command command) {
    return untried(
        job, command, Answers.of(new Problem.Withheld(Problem.Why.REVOKED), pacer.instant()));
  }
}
