package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationState;
import dev.puente.event.v1.OutcomeStep;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.ledger.HistoryStep;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.ledger.Occurrence;
import dev.puente.matcher.notifying.ledger.Wish;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes from rows of the ledger. */
final class OutcomeMaker {
  private OutcomeMaker() {}

  static NotificationOutcome of(LedgerRow row) {
    Occurrence worst = row.worst();
    Wish wish = row.wish();
    Target target = wish == null ? null : wish.target();
    return NotificationOutcome.newBuilder()
        .setTenant(row.tenant())
        .setNotificationId(row.id())
        .setState(state(worst.state()))
        .setReason(worst.reason())
        .setWaitingUntil(worst.state() == State.WAITING ? instant(worst.until()) : null)
        .setType(wish == null ? null : wish.type())
        .setRecipient(wish == null ? null : wish.recipient())
        .setAddress(target == null ? null : target.address())
        .setContactId(worst.ref().contactId())
        .setConversationId(worst.ref().conversationId())
        .setMessageId(worst.ref().messageId())
        .setAcceptedAt(Instant.ofEpochMilli(row.acceptedAt()))
        .setUpdatedAt(Instant.ofEpochMilli(row.updatedAt()))
        .setRequestDigest(wish == null ? null : wish.digest())
        .setHistory(row.history().stream().map(OutcomeMaker::step).toList())
        .setMetadata(wish == null ? Map.of() : wish.metadata())
        .build();
  }

  private static OutcomeStep step(HistoryStep step) {
    return new OutcomeStep(
        state(step.state()), Instant.ofEpochMilli(step.at()), step.reason(), instant(step.until()));
  }

  private static NotificationState state(State state) {
    return NotificationState.valueOf(state.name());
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
