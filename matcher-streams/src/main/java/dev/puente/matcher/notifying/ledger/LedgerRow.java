package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one notification.
 *
 * @param tenant tenant
 * @param id notification id
 * @param wish what was asked for; null while only a cancel or new times arrived
 * @param occurrences sendings; empty while only new times arrived
 * @param history timeline, oldest first, at most {@value #HISTORY_LIMIT}
 * @param acceptedAt when the first record of it was accepted
 * @param updatedAt when the state was reached
 * @param revision counts published changes
 * @param cancelRequested a cancel is under way to the mailbox
 * @param earlySendAt new time that preceded the request
 * @param earlyExpiresAt new end that preceded the request
 */
public record LedgerRow(
    String tenant,
    String id,
    @Nullable Wish wish,
    List<Occurrence> occurrences,
    List<HistoryStep> history,
    long acceptedAt,
    long updatedAt,
    int revision,
    boolean cancelRequested,
    @Nullable Long earlySendAt,
    @Nullable Long earlyExpiresAt) {

  /** Longest timeline. */
  public static final int HISTORY_LIMIT = 32;

  /** Whether anybody may see it: new times without a request are remembered, not shown. */
  public boolean visible() {
    return !occurrences.isEmpty();
  }

  /** The occurrence that speaks for the notification: the one furthest behind among the open. */
  public Occurrence worst() {
    Occurrence worst = occurrences.getFirst();
    for (Occurrence next : occurrences) {
      boolean behind = next.state().rank() < worst.state().rank();
      if (worst.state().open() ? next.state().open() && behind : next.state().open() || behind) {
        worst = next;
      }
    }
    return worst;
  }

  /** State of the notification. */
  public State state() {
    return worst().state();
  }

  /** Whether nothing can happen to it any more but late receipts. */
  public boolean settled() {
    return occurrences.stream().noneMatch(o -> o.state().open());
  }
}
