package dev.puente.notifier.command;

import dev.puente.notifier.chatwoot.ChatwootApi;
import dev.puente.notifier.chatwoot.ChatwootClients;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answers;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.DeliveryTimes;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Task;
import dev.puente.notifier.flow.CommandFlows;
import dev.puente.notifier.flow.Session;
import dev.puente.notifier.flow.Session.Suspicion;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
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

  private final TenantDirectory tenants;
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
      TenantDirectory tenants,
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

  /** The answer; empty when the partition was lost and its next owner will answer. */
  Optional<Answer> decide(Job job, Command command) {
    Suspicion suspicion = suspicion(job, command);
    Optional<TenantConfig> tenant = tenants.find(command.tenant());
    Answer answer;
    if (tenant.isEmpty()) {
      answer = Answer.blocked("unknown_tenant", null);
    } else if (tenant.get().apiToken() == null) {
      answer = Answer.blocked("no_api_token", null);
    } else {
      answer = late(command).orElseGet(() -> settled(job, command, tenant.get(), suspicion));
    }
    if (job.partition().gone() && answer.code() == Answer.Code.DEFERRED) {
      return Optional.empty();
    }
    boolean untouched = answer.code() != Answer.Code.DEFERRED;
    return Optional.of(untouched ? answer.keepingSuspicion(suspicion != Suspicion.NONE) : answer);
  }

  /** Syncs, upserts and reads may run again at any time; only messages are looked up. */
  private static Suspicion suspicion(Job job, Command command) {
    if (job.partition().suspect(job.offset())) {
      return Suspicion.BY_TAKEOVER;
    }
    return command.suspect() ? Suspicion.BY_MAILBOX : Suspicion.NONE;
  }

  private Optional<Answer> late(Command command) {
    Instant now = pacer.instant();
    if (!now.isBefore(command.notAfter().minus(times.leaseMargin()))) {
      return Optional.of(Answer.stale("lease_ended"));
    }
    return command.expiredAt(now) ? Optional.of(Answer.stale("expired")) : Optional.empty();
  }

  private Answer settled(Job job, Command command, TenantConfig tenant, Suspicion suspicion) {
    Instant now = pacer.instant();
    Instant from = settledAt(job, command, suspicion);
    Duration settling = Duration.between(now, from);
    if (settling.compareTo(times.longestSettling()) > 0) {
      return Answer.deferred("settling", null, from).keepingSuspicion(true);
    }
    if (settling.isPositive() && !pacer.rest(settling, job.partition()::owned)) {
      return handedOver(suspicion);
    }
    return late(command).orElseGet(() -> carriedOut(job, command, tenant, suspicion));
  }

  private Instant settledAt(Job job, Command command, Suspicion suspicion) {
    Instant from = command.settleUntil() == null ? Instant.MIN : command.settleUntil();
    if (suspicion == Suspicion.BY_TAKEOVER && !(command.task() instanceof Task.Refresh)) {
      Instant takeover = job.partition().assignedAt().plus(times.takeoverSettling());
      from = takeover.isAfter(from) ? takeover : from;
    }
    Instant now = pacer.instant();
    return from.isBefore(now) ? now : from;
  }

  private Answer carriedOut(Job job, Command command, TenantConfig tenant, Suspicion suspicion) {
    Installation installation =
        installations.computeIfAbsent(tenant.installation(), _ -> new Installation(limits));
    TenantState state = states.computeIfAbsent(tenant.id(), _ -> new TenantState());
    Handling handling =
        new Handling(job.partition(), command, installation, state, times, pacer, random, metrics);
    if (!handling.enter()) {
      return late(command).orElseGet(() -> handedOver(suspicion));
    }
    try {
      return flows.run(session(command, tenant, suspicion, installation, state, handling));
    } catch (RuntimeException e) {
      // A fault of ours at an unknown place: perhaps after the call.
      LOG.atError()
          .addKeyValue("partition", job.record().partition())
          .addKeyValue("offset", job.offset())
          .addKeyValue("error", e.getClass().getName())
          .log("handling failed");
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

  private Answer handedOver(Suspicion suspicion) {
    return Answers.of(new Problem.Withheld(Problem.Why.REVOKED), pacer.instant())
        .keepingSuspicion(suspicion != Suspicion.NONE);
  }
}
