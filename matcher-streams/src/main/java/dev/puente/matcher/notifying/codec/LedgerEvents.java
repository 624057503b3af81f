package dev.puente.matcher.notifying.codec;

import static dev.puente.matcher.notifying.codec.Common.map;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.state.AcceptMessage;
import dev.puente.matcher.state.AliasMessage;
import dev.puente.matcher.state.CancelMessage;
import dev.puente.matcher.state.LedgerMessage;
import dev.puente.matcher.state.ReboundMessage;
import dev.puente.matcher.state.ReceiptMessage;
import dev.puente.matcher.state.RefuseMessage;
import dev.puente.matcher.state.RescheduleMessage;
import dev.puente.matcher.state.ResolvedMessage;
import dev.puente.matcher.state.RetryMessage;
import dev.puente.matcher.state.StepMessage;
import dev.puente.matcher.state.UnresolvedMessage;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** Events of the ledger as they lie in its repartition topic. */
public final class LedgerEvents {
  private LedgerEvents() {}

  /** The serde. */
  public static Serde<LedgerEvent> serde() {
    return new MappedSerde<>(LedgerMessage.class, LedgerEvents::write, LedgerEvents::read);
  }

  private static LedgerMessage write(LedgerEvent event) {
    return new LedgerMessage(
        switch (event) {
          case LedgerEvent.Accept e -> accept(e);
          case LedgerEvent.Refuse e ->
              new RefuseMessage(
                  e.digest(),
                  e.recipient(),
                  e.type(),
                  e.metadata(),
                  e.reason(),
                  e.acceptedAt(),
                  e.traceparent());
          case LedgerEvent.Resolved e ->
              new ResolvedMessage(e.recipient(), e.seq(), Common.write(e.target()));
          case LedgerEvent.Unresolved e ->
              new UnresolvedMessage(e.recipient(), e.seq(), e.reason());
          case LedgerEvent.Cancel e -> new CancelMessage(e.reason());
          case LedgerEvent.Reschedule e -> new RescheduleMessage(e.sendAt(), e.expiresAt());
          case LedgerEvent.Retry e -> new RetryMessage(e.reason());
          case LedgerEvent.Step e ->
              new StepMessage(
                  e.occurrence(),
                  e.state().name(),
                  e.reason(),
                  e.until(),
                  Common.write(e.ref()),
                  Common.write(e.progress()));
          case LedgerEvent.Rebound e ->
              new ReboundMessage(Common.write(e.entry()), Common.write(e.target()));
          case LedgerEvent.Receipt e ->
              new ReceiptMessage(
                  e.occurrence(), e.state().name(), e.reason(), Common.write(e.ref()));
          case LedgerEvent.Alias e -> new AliasMessage(e.occurrence(), e.filedAt());
        });
  }

  private static AcceptMessage accept(LedgerEvent.Accept e) {
    return new AcceptMessage(
        e.digest(),
        e.recipient(),
        map(e.target(), Common::write),
        e.graceUntil(),
        Common.write(e.message()),
        e.urgency().name(),
        e.sendAt(),
        e.expiresAt(),
        e.group(),
        e.metadata(),
        e.acceptedAt(),
        e.seq(),
        e.traceparent());
  }

  private static LedgerEvent read(LedgerMessage message) {
    return switch (message.getBody()) {
      case AcceptMessage m -> accepted(m);
      case RefuseMessage m ->
          new LedgerEvent.Refuse(
              m.getDigest(),
              m.getRecipient(),
              m.getType(),
              m.getMetadata(),
              m.getReason(),
              m.getAcceptedAt(),
              m.getTraceparent());
      case ResolvedMessage m ->
          new LedgerEvent.Resolved(m.getRecipient(), m.getSeq(), Common.read(m.getTarget()));
      case UnresolvedMessage m ->
          new LedgerEvent.Unresolved(m.getRecipient(), m.getSeq(), m.getReason());
      case CancelMessage m -> new LedgerEvent.Cancel(m.getReason());
      case RescheduleMessage m -> new LedgerEvent.Reschedule(m.getSendAt(), m.getExpiresAt());
      case RetryMessage m -> new LedgerEvent.Retry(m.getReason());
      case StepMessage m ->
          new LedgerEvent.Step(
              m.getOccurrence(),
              State.valueOf(m.getState()),
              m.getReason(),
              m.getUntil(),
              Common.read(m.getRef()),
              Common.read(m.getProgress()));
      case ReboundMessage m ->
          new LedgerEvent.Rebound(Common.read(m.getEntry()), Common.read(m.getTarget()));
      case ReceiptMessage m ->
          new LedgerEvent.Receipt(
              m.getOccurrence(),
              State.valueOf(m.getState()),
              m.getReason(),
              Common.read(m.getRef()));
      case AliasMessage m -> new LedgerEvent.Alias(m.getOccurrence(), m.getFiledAt());
      default -> throw new SerializationException("unknown ledger message");
    };
  }

  private static LedgerEvent.Accept accepted(AcceptMessage m) {
    return new LedgerEvent.Accept(
        m.getDigest(),
        m.getRecipient(),
        map(m.getTarget(), Common::read),
        m.getGraceUntil(),
        Common.read(m.getMessage()),
        Urgency.valueOf(m.getUrgency()),
        m.getSendAt(),
        m.getExpiresAt(),
        m.getGroup(),
        m.getMetadata(),
        m.getAcceptedAt(),
        m.getSeq(),
        m.getTraceparent());
  }
}
