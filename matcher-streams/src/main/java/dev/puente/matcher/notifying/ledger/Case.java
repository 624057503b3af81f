package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row while one event is applied to it. */
final class Case {
  private static final long NO_TICKET = -1;

  final long now;
  final boolean fresh;
  @Nullable Wish wish;
  boolean cancelRequested;
  @Nullable Long earlySendAt;
  @Nullable Long earlyExpiresAt;
  long acceptedAt;

  private final @Nullable LedgerRow before;
  private final String tenant;
  private final String id;
  private final List<Occurrence> occurrences;
  private final List<HistoryStep> history;
  private final List<LedgerEffect> effects = new ArrayList<>();
  private long updatedAt;
  private boolean publish;

  Case(@Nullable LedgerRow row, String tenant, String id, long now) {
    this.before = row;
    this.tenant = tenant;
    this.id = id;
    this.now = now;
    this.fresh = row == null;
    this.wish = row == null ? null : row.wish();
    this.cancelRequested = row != null && row.cancelRequested();
    this.earlySendAt = row == null ? null : row.earlySendAt();
    this.earlyExpiresAt = row == null ? null : row.earlyExpiresAt();
    this.acceptedAt = row == null ? now : row.acceptedAt();
    this.updatedAt = row == null ? now : row.updatedAt();
    this.occurrences = new ArrayList<>(row == null ? List.of() : row.occurrences());
    this.history = new ArrayList<>(row == null ? List.of() : row.history());
  }

  String id() {
    return id;
  }

  /** The occurrence of that name; null when there is none. */
  @Nullable Occurrence occurrence(String name) {
    return occurrences.stream().filter(o -> o.name().equals(name)).findFirst().orElse(null);
  }

  /** The only occurrence there is for now; null before the request. */
  @Nullable Occurrence only() {
    return occurrences.isEmpty() ? null : occurrences.getFirst();
  }

  /** Replaces an occurrence without a line in the timeline. */
  void put(Occurrence changed) {
    occurrences.removeIf(o -> o.name().equals(changed.name()));
    occurrences.add(changed);
  }

  /** An occurrence reaches a state. */
  void reach(Occurrence occurrence, State state, @Nullable String reason, @Nullable Long until) {
    reach(occurrence, state, reason, until, now);
  }

  /** An occurrence reached a state at another time than now. */
  void reach(
      Occurrence occurrence, State state, @Nullable String reason, @Nullable Long until, long at) {
    put(occurrence.in(state, reason, until));
    updatedAt = at;
    write(new HistoryStep(state, at, reason, until));
    if (wish != null && !state.open() && state != State.FAILED) {
      wish = wish.withoutMessage();
    }
  }

  /** A remark in the timeline that changes no state; the same remark twice in a row is one. */
  void note(String reason) {
    Occurrence only = only();
    if (only == null) {
      return;
    }
    HistoryStep last = history.isEmpty() ? null : history.getLast();
    if (last == null || !reason.equals(last.reason()) || last.state() != only.state()) {
      write(new HistoryStep(only.state(), now, reason, null));
    }
  }

  private void write(HistoryStep step) {
    if (history.size() >= LedgerRow.HISTORY_LIMIT) {
      // The first line says when it was accepted; what is lost is the oldest of the rest.
      history.remove(1);
    }
    history.add(step);
    publish = true;
  }

  void tell(String address, MailboxEvent event) {
    effects.add(new LedgerEffect.ToMailbox(address, event));
  }

  void follow(LedgerEffect effect) {
    effects.add(effect);
  }

  /** Gives the occurrence to the mailbox of the wish's target. */
  void enqueue(Occurrence occurrence, Wish from, Message message, Target target) {
    Entry entry =
        new Entry(
            id,
            occurrence.name(),
            from.recipient() == null ? "" : from.recipient(),
            target,
            message,
            from.urgency(),
            Place.of(from.sendAt(), acceptedAt, from.seq()),
            from.expiresAt(),
            occurrence.progress(),
            from.traceparent());
    tell(target.address(), new MailboxEvent.Enqueue(entry, from.seq()));
  }

  /**
   * Gives an entry that was in a mailbox before to another one. New times may have missed it on its
   * way, so the times are those of the wish.
   */
  void enqueueAgain(Entry entry, Wish from) {
    Place place = Place.of(from.sendAt(), acceptedAt, entry.place().seq());
    Entry again = entry.at(place).expiring(from.expiresAt());
    tell(entry.target().address(), new MailboxEvent.Enqueue(again, NO_TICKET));
  }

  LedgerChange change() {
    if (before == null && wish == null && occurrences.isEmpty() && noEarlyTimes()) {
      return new LedgerChange(null, false, List.copyOf(effects));
    }
    int revision = (before == null ? 0 : before.revision()) + (publish ? 1 : 0);
    LedgerRow row =
        new LedgerRow(
            tenant,
            id,
            wish,
            List.copyOf(occurrences),
            List.copyOf(history),
            acceptedAt,
            updatedAt,
            revision,
            cancelRequested,
            earlySendAt,
            earlyExpiresAt);
    return new LedgerChange(row, publish, List.copyOf(effects));
  }

  private boolean noEarlyTimes() {
    return earlySendAt == null && earlyExpiresAt == null;
  }
}
