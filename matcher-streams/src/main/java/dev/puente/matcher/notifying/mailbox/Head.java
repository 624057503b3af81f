package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox knows besides its entries.
 *
 * @param count entries in the box
 * @param bytes about how many bytes they take
 * @param first place of the first entry; null when empty. Scans start here, never at the beginning
 *     of the address, where the tombstones of all earlier entries are
 * @param outstanding the command under way, or null
 * @param blockedUntil the first entry may not be tried before; 0: any time
 * @param mark the due row of this address, or null
 * @param hints what earlier answers told
 * @param moved recipients that were moved away lately, newest last, at most {@value #MOVED_LIMIT}
 * @param tickets requests on whom the ledger has not decided yet, at most {@value #TICKET_LIMIT}
 * @param pendingSyncs syncs that wait
 * @param owners owners of the phone, as far as known
 * @param ownerName name of the only owner, or null
 */
public record Head(
    int count,
    int bytes,
    @Nullable Place first,
    @Nullable Outstanding outstanding,
    long blockedUntil,
    @Nullable Mark mark,
    SentRef hints,
    List<Moved> moved,
    List<Ticket> tickets,
    int pendingSyncs,
    int owners,
    @Nullable String ownerName) {

  /** Remembered moves. */
  public static final int MOVED_LIMIT = 16;

  /** Remembered reservations; above it the order of a burst is that of the ledger's answers. */
  public static final int TICKET_LIMIT = 256;

  /** A mailbox that nothing has reached yet. */
  public static final Head EMPTY =
      new Head(0, 0, null, null, 0, null, SentRef.NONE, List.of(), List.of(), 0, 0, null);

  /** Where the due row of the address is. */
  public record Mark(Urgency urgency, long due) {}

  /** A recipient that is reached elsewhere since {@code version}; null target: nowhere. */
  public record Moved(String recipient, long version, @Nullable Target target, String reason) {}

  /** A reservation, and until when it is waited for. */
  public record Ticket(Place place, long until) {}

  /** Shows nothing personal. */
  @Override
  public String toString() {
    return "Head[count=" + count + ", outstanding=" + outstanding + ", mark=" + mark + "]";
  }
}
