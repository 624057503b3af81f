package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ledger. First id wins: the same digest again changes nothing, another digest is
 * refused and noted. A cancel may precede its request. States only move forward by rank, with three
 * exceptions: {@code FAILED} may follow {@code SENT} and {@code DELIVERED} when the channel says
 * so, a proof of the message corrects {@code FAILED(unknown)}, and a redrive reopens {@code
 * FAILED}.
 */
public final class Ledger {
  private Ledger() {}

  /**
   * Applies one event.
   *
   * @param row the row so far; null: none
   * @param tenant tenant
   * @param id notification id
   * @param event what happened
   * @param now epoch milliseconds
   */
  public static LedgerChange apply(
      @Nullable LedgerRow row, String tenant, String id, LedgerEvent event, long now) {
    Case work = new Case(row, tenant, id, now);
    switch (event) {
      case LedgerEvent.Accept e -> Requests.accept(work, e);
      case LedgerEvent.Refuse e -> Requests.refuse(work, e);
      case LedgerEvent.Resolved e -> Requests.resolved(work, e);
      case LedgerEvent.Unresolved e -> Requests.unresolved(work, e);
      case LedgerEvent.Cancel e -> Changes.cancel(work, e);
      case LedgerEvent.Reschedule e -> Changes.reschedule(work, e);
      case LedgerEvent.Retry e -> Changes.retry(work);
      case LedgerEvent.Step e -> Progressing.step(work, e);
      case LedgerEvent.Rebound e -> Progressing.rebound(work, e);
      case LedgerEvent.Receipt e -> Progressing.receipt(work, e);
      case LedgerEvent.Alias e -> throw new IllegalArgumentException("an alias has no ledger row");
    }
    return work.change();
  }

  /** Whether the row has been kept long enough, seen from {@code now}. */
  public static boolean disposable(LedgerRow row, long now, long dedupeMillis) {
    boolean old = row.acceptedAt() + dedupeMillis <= now && row.updatedAt() + dedupeMillis <= now;
    return old && (!row.visible() || row.settled());
  }
}
