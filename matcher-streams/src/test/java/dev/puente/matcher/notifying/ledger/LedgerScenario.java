package dev.puente.matcher.notifying.ledger;

import static java.util.Objects.requireNonNull;

import dev.puente.matcher.notifying.domain.Entry.Progress;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of the ledger, and what came out of it. */
abstract class LedgerScenario {
  static final Target HOME = new Target("phone/+541", 1, null, null, null, null, null, null);
  static final SentRef MESSAGE = new SentRef(500L, 70L, 9L, 3L);
  static final Progress FIRST_TRY = new Progress(1, 0, false, false, 1_000L, null);

  @Nullable LedgerRow row;
  final List<LedgerEffect> effects = new ArrayList<>();
  int published;
  long now = 1_000;

  void apply(LedgerEvent event) {
    LedgerChange change = Ledger.apply(row, "a", "n1", event, now);
    row = change.row();
    effects.addAll(change.effects());
    published += change.publish() ? 1 : 0;
  }

  LedgerRow row() {
    return requireNonNull(row);
  }

  LedgerEvent.Accept accept(String digest, @Nullable Target target) {
    return accept(digest, target, null, null);
  }

  LedgerEvent.Accept accept(
      String digest, @Nullable Target target, @Nullable Long sendAt, @Nullable Long expiresAt) {
    return new LedgerEvent.Accept(
        digest,
        "client/1",
        target,
        target == null ? 61_000L : null,
        new Message("REMINDER", "Hola", null, null),
        Urgency.TRANSACTIONAL,
        sendAt,
        expiresAt,
        null,
        Map.of("booking", "7"),
        now,
        11,
        "trace");
  }

  LedgerEvent.Step step(State state, @Nullable String reason) {
    return new LedgerEvent.Step("n1", state, reason, null, SentRef.NONE, FIRST_TRY);
  }

  LedgerEvent.Step sent(SentRef ref) {
    return new LedgerEvent.Step("n1", State.SENT, null, null, ref, FIRST_TRY);
  }

  LedgerEvent.Receipt receipt(State state) {
    return new LedgerEvent.Receipt("n1", state, null, MESSAGE);
  }

  List<String> timeline() {
    return row().history().stream()
        .map(s -> s.reason() == null ? s.state().name() : s.state() + " " + s.reason())
        .toList();
  }
}
