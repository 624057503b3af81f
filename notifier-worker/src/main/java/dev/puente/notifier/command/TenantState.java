package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.flow.OwnSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one tenant's account. After a refusal its next commands are answered without
 * a call for a moment, so that the backlog does not hammer at a closed door; the mailbox decides
 * when to try again.
 */
final class TenantState {
  private static final Duration REMEMBERED = Duration.ofSeconds(20);

  private final OwnSender ownSender = new OwnSender();
  private Problem.@Nullable Blocked refusal;
  private Instant until = Instant.MIN;

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
