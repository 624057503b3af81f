package dev.puente.matcher.notifying.codec;

import static dev.puente.matcher.notifying.codec.Common.map;

import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.ledger.HistoryStep;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.ledger.Occurrence;
import dev.puente.matcher.notifying.ledger.Wish;
import dev.puente.matcher.state.HistoryState;
import dev.puente.matcher.state.LedgerState;
import dev.puente.matcher.state.OccurrenceState;
import dev.puente.matcher.state.WishState;
import org.apache.kafka.common.serialization.Serde;

/** Rows of the ledger as they lie in its store. */
public final class LedgerRows {
  private LedgerRows() {}

  /** The serde. */
  public static Serde<LedgerRow> serde() {
    return new MappedSerde<>(LedgerState.class, LedgerRows::write, LedgerRows::read);
  }

  private static LedgerState write(LedgerRow r) {
    return new LedgerState(
        r.tenant(),
        r.id(),
        map(r.wish(), LedgerRows::write),
        r.occurrences().stream().map(LedgerRows::write).toList(),
        r.history().stream().map(LedgerRows::write).toList(),
        r.acceptedAt(),
        r.updatedAt(),
        r.revision(),
        r.cancelRequested(),
        r.earlySendAt(),
        r.earlyExpiresAt());
  }

  private static LedgerRow read(LedgerState r) {
    return new LedgerRow(
        r.getTenant(),
        r.getId(),
        map(r.getWish(), LedgerRows::read),
        r.getOccurrences().stream().map(LedgerRows::read).toList(),
        r.getHistory().stream().map(LedgerRows::read).toList(),
        r.getAcceptedAt(),
        r.getUpdatedAt(),
        r.getRevision(),
        r.getCancelRequested(),
        r.getEarlySendAt(),
        r.getEarlyExpiresAt());
  }

  private static WishState write(Wish w) {
    return new WishState(
        w.digest(),
        w.recipient(),
        map(w.target(), Common::write),
        map(w.message(), Common::write),
        w.type(),
        w.urgency().name(),
        w.sendAt(),
        w.expiresAt(),
        w.group(),
        w.metadata(),
        w.seq(),
        w.traceparent());
  }

  private static Wish read(WishState w) {
    return new Wish(
        w.getDigest(),
        w.getRecipient(),
        map(w.getTarget(), Common::read),
        map(w.getMessage(), Common::read),
        w.getType(),
        Urgency.valueOf(w.getUrgency()),
        w.getSendAt(),
        w.getExpiresAt(),
        w.getGroup(),
        w.getMetadata(),
        w.getSeq(),
        w.getTraceparent());
  }

  private static OccurrenceState write(Occurrence o) {
    return new OccurrenceState(
        o.name(),
        o.state().name(),
        o.reason(),
        o.until(),
        Common.write(o.progress()),
        Common.write(o.ref()));
  }

  private static Occurrence read(OccurrenceState o) {
    return new Occurrence(
        o.getName(),
        State.valueOf(o.getState()),
        o.getReason(),
        o.getUntil(),
        Common.read(o.getProgress()),
        Common.read(o.getRef()));
  }

  private static HistoryState write(HistoryStep s) {
    return new HistoryState(s.state().name(), s.at(), s.reason(), s.until());
  }

  private static HistoryStep read(HistoryState s) {
    return new HistoryStep(State.valueOf(s.getState()), s.getAt(), s.getReason(), s.getUntil());
  }
}
