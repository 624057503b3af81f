package dev.puente.matcher.notifying.codec;

import static dev.puente.matcher.notifying.codec.Common.map;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.Head;
import dev.puente.matcher.notifying.mailbox.Outstanding;
import dev.puente.matcher.notifying.mailbox.SyncSlot;
import dev.puente.matcher.state.EntryState;
import dev.puente.matcher.state.HeadState;
import dev.puente.matcher.state.MovedState;
import dev.puente.matcher.state.OutstandingState;
import dev.puente.matcher.state.SlotState;
import dev.puente.matcher.state.TicketState;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Rows of the mailbox stores. */
public final class MailboxRows {
  private MailboxRows() {}

  /** Entries. */
  public static Serde<Entry> entries() {
    return new MappedSerde<>(EntryState.class, Common::write, Common::read);
  }

  /** Heads. */
  public static Serde<Head> heads() {
    return new MappedSerde<>(HeadState.class, MailboxRows::write, MailboxRows::read);
  }

  /** Sync slots. */
  public static Serde<SyncSlot> slots() {
    return new MappedSerde<>(SlotState.class, MailboxRows::write, MailboxRows::read);
  }

  private static HeadState write(Head h) {
    Place first = h.first();
    Head.Mark mark = h.mark();
    return new HeadState(
        h.count(),
        h.bytes(),
        map(first, Place::due),
        map(first, Place::seq),
        map(h.outstanding(), MailboxRows::write),
        h.blockedUntil(),
        map(mark, m -> m.urgency().name()),
        map(mark, Head.Mark::due),
        Common.write(h.hints()),
        h.moved().stream().map(MailboxRows::write).toList(),
        h.tickets().stream().map(MailboxRows::write).toList(),
        h.pendingSyncs(),
        h.owners(),
        h.ownerName());
  }

  private static Head read(HeadState h) {
    return new Head(
        h.getCount(),
        h.getBytes(),
        place(h.getFirstDue(), h.getFirstSeq()),
        map(h.getOutstanding(), MailboxRows::read),
        h.getBlockedUntil(),
        mark(h.getMarkUrgency(), h.getMarkDue()),
        Common.read(h.getHints()),
        h.getMoved().stream().map(MailboxRows::read).toList(),
        h.getTickets().stream().map(MailboxRows::read).toList(),
        h.getPendingSyncs(),
        h.getOwners(),
        h.getOwnerName());
  }

  private static @Nullable Place place(@Nullable Long due, @Nullable Long seq) {
    return due == null || seq == null ? null : new Place(due, seq);
  }

  private static Head.@Nullable Mark mark(@Nullable String urgency, @Nullable Long due) {
    return urgency == null || due == null ? null : new Head.Mark(Urgency.valueOf(urgency), due);
  }

  private static OutstandingState write(Outstanding o) {
    return new OutstandingState(
        o.commandId(),
        o.subject(),
        map(o.place(), Place::due),
        map(o.place(), Place::seq),
        o.contentHash(),
        o.notAfter(),
        o.installation(),
        o.urgency().name());
  }

  private static Outstanding read(OutstandingState o) {
    return new Outstanding(
        o.getCommandId(),
        o.getSubject(),
        place(o.getDue(), o.getSeq()),
        o.getContentHash(),
        o.getNotAfter(),
        o.getInstallation(),
        Urgency.valueOf(o.getUrgency()));
  }

  private static MovedState write(Head.Moved m) {
    return new MovedState(m.recipient(), m.version(), map(m.target(), Common::write), m.reason());
  }

  private static Head.Moved read(MovedState m) {
    return new Head.Moved(
        m.getRecipient(), m.getVersion(), map(m.getTarget(), Common::read), m.getReason());
  }

  private static TicketState write(Head.Ticket t) {
    return new TicketState(t.place().due(), t.place().seq(), t.until());
  }

  private static Head.Ticket read(TicketState t) {
    return new Head.Ticket(new Place(t.getDue(), t.getSeq()), t.getUntil());
  }

  private static SlotState write(SyncSlot s) {
    return new SlotState(
        s.subject(),
        s.version(),
        s.contentHash(),
        s.body().duplicate(),
        s.written(),
        s.pendingAt(),
        s.epoch(),
        s.failures(),
        s.firstDispatchedAt(),
        s.traceparent());
  }

  private static SyncSlot read(SlotState s) {
    return new SyncSlot(
        s.getSubject(),
        s.getVersion(),
        s.getContentHash(),
        s.getBody(),
        s.getWritten(),
        s.getPendingAt(),
        s.getEpoch(),
        s.getFailures(),
        s.getFirstDispatchedAt(),
        s.getTraceparent());
  }
}
