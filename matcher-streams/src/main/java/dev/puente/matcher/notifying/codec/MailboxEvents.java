package dev.puente.matcher.notifying.codec;

import static dev.puente.matcher.notifying.codec.Common.map;

import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.state.CancelEntryMessage;
import dev.puente.matcher.state.EnqueueMessage;
import dev.puente.matcher.state.MailboxMessage;
import dev.puente.matcher.state.RebindMessage;
import dev.puente.matcher.state.ReleaseMessage;
import dev.puente.matcher.state.RescheduleEntryMessage;
import dev.puente.matcher.state.ReserveMessage;
import dev.puente.matcher.state.WitnessMessage;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** Events of the mailbox as they lie in its repartition topic. */
public final class MailboxEvents {
  private MailboxEvents() {}

  /** The serde. */
  public static Serde<MailboxEvent> serde() {
    return new MappedSerde<>(MailboxMessage.class, MailboxEvents::write, MailboxEvents::read);
  }

  private static MailboxMessage write(MailboxEvent event) {
    return new MailboxMessage(
        switch (event) {
          case MailboxEvent.Reserve e -> new ReserveMessage(e.place().due(), e.place().seq());
          case MailboxEvent.Release e -> new ReleaseMessage(e.seq());
          case MailboxEvent.Enqueue e -> new EnqueueMessage(Common.write(e.entry()), e.ticketSeq());
          case MailboxEvent.CancelEntry e -> new CancelEntryMessage(e.occurrence());
          case MailboxEvent.RescheduleEntry e ->
              new RescheduleEntryMessage(e.occurrence(), e.sendAt(), e.expiresAt());
          case MailboxEvent.Rebind e ->
              new RebindMessage(
                  e.recipient(), e.version(), map(e.target(), Common::write), e.reason());
          case MailboxEvent.Witness e ->
              new WitnessMessage(e.notificationId(), e.occurrence(), Common.write(e.ref()));
        });
  }

  private static MailboxEvent read(MailboxMessage message) {
    return switch (message.getBody()) {
      case ReserveMessage m -> new MailboxEvent.Reserve(new Place(m.getDue(), m.getSeq()));
      case ReleaseMessage m -> new MailboxEvent.Release(m.getSeq());
      case EnqueueMessage m ->
          new MailboxEvent.Enqueue(Common.read(m.getEntry()), m.getTicketSeq());
      case CancelEntryMessage m -> new MailboxEvent.CancelEntry(m.getOccurrence());
      case RescheduleEntryMessage m ->
          new MailboxEvent.RescheduleEntry(m.getOccurrence(), m.getSendAt(), m.getExpiresAt());
      case RebindMessage m ->
          new MailboxEvent.Rebind(
              m.getRecipient(), m.getVersion(), map(m.getTarget(), Common::read), m.getReason());
      case WitnessMessage m ->
          new MailboxEvent.Witness(
              m.getNotificationId(), m.getOccurrence(), Common.read(m.getRef()));
      default -> throw new SerializationException("unknown mailbox message");
    };
  }
}
