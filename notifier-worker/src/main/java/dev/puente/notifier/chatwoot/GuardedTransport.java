package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Problem;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks the guard before every single attempt. */
final class GuardedTransport implements Transport {
  private final Transport next;
  private final CallGuard guard;

  GuardedTransport(Transport next, CallGuard guard) {
    this.next = next;
    this.guard = guard;
  }

  @Override
  public Outcome<JsonNode> exchange(Call call) {
    Optional<Problem> refusal = guard.refusal(call.effect());
    if (refusal.isPresent()) {
      return new Outcome.No<>(refusal.get());
    }
    Outcome<JsonNode> outcome = next.exchange(call);
    guard.ended(
        call.operation(),
        outcome instanceof Outcome.No<JsonNode>(Problem problem) ? problem : null);
    return outcome;
  }
}
