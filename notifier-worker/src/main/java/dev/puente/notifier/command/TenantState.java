package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.flow.OwnSender;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one tenant's account. After a refusal its next commands are answered without
 * a call for a moment, so that the backlog does not hammer at a closed door; the mailbox decides
 * when to try again. Other settings of access begin anew.
 */
final class TenantState {
  private static final Duration REMEMBERED = Duration.ofSeconds(20);

  private final Access access;
  private final OwnSender ownSender = new OwnSender();
  private Problem.@Nullable Blocked refusal;
  private Instant until = Instant.MIN;

  /** By what an account is reached: all that is known here rests on it. */
  record Access(URI baseUrl, long accountId, @Nullable Secret token) {
    static Access of(TenantConfig tenant) {
      return new Access(tenant.baseUrl(), tenant.accountId(), tenant.apiToken());
    }
  }

  TenantState(Access access) {
    this.access = access;
  }

  Access access() {
    return access;
  }

  OwnSender ownSender() {
    return ownSender;
  }

  synchronized void refused(Problem.Blocked problem, Instant now) {
    refusal = problem;
    until = now.plus(REMEMBERED);
  }

  synchronized Optional<Problem.Blocked> refusal(Instant now) {
    return now.isBefore(until) ? Optional.ofNullable(refusal) : Optional.empty();
  }
}
