package dev.puente.matcher.notifying.codec;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.state.EntryState;
import dev.puente.matcher.state.MessageState;
import dev.puente.matcher.state.ProgressState;
import dev.puente.matcher.state.RefState;
import dev.puente.matcher.state.TargetState;
import dev.puente.matcher.state.TemplateState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that ledger and mailbox share. */
final class Common {
  private Common() {}

  static <A, B> @Nullable B map(@Nullable A value, Function<A, B> function) {
    return value == null ? null : function.apply(value);
  }

  static TargetState write(Target t) {
    return new TargetState(
        t.address(),
        t.version(),
        t.phoneKey(),
        t.phoneRaw(),
        t.region(),
        t.contactId(),
        t.identifier(),
        t.displayName());
  }

  static Target read(TargetState t) {
    return new Target(
        t.getAddress(),
        t.getVersion(),
        t.getPhoneKey(),
        t.getPhoneRaw(),
        t.getRegion(),
        t.getContactId(),
        t.getIdentifier(),
        t.getDisplayName());
  }

  static MessageState write(Message m) {
    return new MessageState(m.type(), m.text(), map(m.template(), Common::write), m.inboxId());
  }

  static Message read(MessageState m) {
    return new Message(
        m.getType(), m.getText(), map(m.getTemplate(), Common::read), m.getInboxId());
  }

  private static TemplateState write(Message.TemplateRef t) {
    return new TemplateState(t.name(), t.language(), t.category(), t.namespace(), t.paramsJson());
  }

  private static Message.TemplateRef read(TemplateState t) {
    return new Message.TemplateRef(
        t.getName(), t.getLanguage(), t.getCategory(), t.getNamespace(), t.getParamsJson());
  }

  static ProgressState write(Entry.Progress p) {
    return new ProgressState(
        p.epoch(),
        p.attempts(),
        p.suspect(),
        p.cancelled(),
        p.firstDispatchedAt(),
        p.settleUntil());
  }

  static Entry.Progress read(ProgressState p) {
    return new Entry.Progress(
        p.getEpoch(),
        p.getAttempts(),
        p.getSuspect(),
        p.getCancelled(),
        p.getFirstDispatchedAt(),
        p.getSettleUntil());
  }

  static RefState write(SentRef r) {
    return new RefState(r.messageId(), r.conversationId(), r.contactId(), r.inboxId());
  }

  static SentRef read(RefState r) {
    return new SentRef(r.getMessageId(), r.getConversationId(), r.getContactId(), r.getInboxId());
  }

  static EntryState write(Entry e) {
    return new EntryState(
        e.notificationId(),
        e.occurrence(),
        e.recipient(),
        write(e.target()),
        write(e.message()),
        e.urgency().name(),
        e.place().due(),
        e.place().seq(),
        e.expiresAt(),
        write(e.progress()),
        e.traceparent());
  }

  static Entry read(EntryState e) {
    return new Entry(
        e.getNotificationId(),
        e.getOccurrence(),
        e.getRecipient(),
        read(e.getTarget()),
        read(e.getMessage()),
        Urgency.valueOf(e.getUrgency()),
        new Place(e.getDue(), e.getSeq()),
        e.getExpiresAt(),
        read(e.getProgress()),
        e.getTraceparent());
  }
}
