package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.DeliveryHints;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.SendMessage;
import dev.puente.event.v1.Template;
import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.MailboxEffect;
import dev.puente.matcher.notifying.mailbox.Outstanding;
import dev.puente.matcher.notifying.mailbox.SyncSlot;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the commands of {@code notification-commands} from what mailboxes dispatch. */
final class CommandMaker {
  private final Supplier<TenantDirectory> tenants;
  private final String deployment;
  private final TemplateMaker templates = new TemplateMaker();

  CommandMaker(Supplier<TenantDirectory> tenants, String deployment) {
    this.tenants = tenants;
    this.deployment = deployment;
  }

  NotificationCommand of(MailboxEffect.Send send) {
    TenantKey key = TenantKey.parse(send.address());
    Entry entry = send.entry();
    TenantConfig config = tenants.get().find(key.tenant()).orElseThrow();
    TenantConfig.Inbox inbox = config.notificationInbox(entry.message().inboxId()).orElseThrow();
    Target target = entry.target();
    String name = target.displayName() == null ? send.ownerName() : target.displayName();
    Entry.Progress progress = entry.progress();
    Long first = progress.firstDispatchedAt();
    return base(key, send.command(), send.createdAt(), send.hints(), first)
        .setRecipient(entry.recipient())
        .setBody(message(entry, config, inbox, name))
        .setMarker(deployment + '/' + key.tenant() + '/' + entry.occurrence())
        .setSuspect(progress.suspect())
        .setSettleUntil(instant(progress.settleUntil()))
        .setExpiresAt(instant(entry.expiresAt()))
        .build();
  }

  private SendMessage message(
      Entry entry, TenantConfig config, TenantConfig.Inbox inbox, @Nullable String name) {
    Message message = entry.message();
    Target target = entry.target();
    Template template = templates.of(message, config, inbox, name);
    return SendMessage.newBuilder()
        .setNotificationId(entry.notificationId())
        .setOccurrence(entry.occurrence())
        .setTarget(
            ContactTarget.newBuilder()
                .setContactId(target.contactId())
                .setPhoneKey(target.phoneKey())
                .setPhoneRaw(target.phoneRaw())
                .setRegion(target.region())
                .setIdentifier(target.identifier())
                .setDisplayName(name)
                .build())
        .setInboxId(inbox.id())
        .setContent(message.text())
        .setTemplate(template)
        .setType(message.type())
        .build();
  }

  /** A command for a wanted state. */
  NotificationCommand of(MailboxEffect.Write write, ContactSync wanted) {
    TenantKey key = TenantKey.parse(write.address());
    SyncSlot slot = write.slot();
    return base(key, write.command(), write.createdAt(), write.hints(), slot.firstDispatchedAt())
        .setBody(wanted.getBody())
        .setSuspect(slot.failures() > 0)
        .build();
  }

  private static NotificationCommand.Builder base(
      TenantKey key,
      Outstanding command,
      long createdAt,
      SentRef hints,
      @Nullable Long firstDispatchedAt) {
    return NotificationCommand.newBuilder()
        .setCommandId(command.commandId())
        .setTenant(key.tenant())
        .setAddress(key.id())
        .setFirstDispatchedAt(
            Instant.ofEpochMilli(firstDispatchedAt == null ? createdAt : firstDispatchedAt))
        .setHints(hints(hints))
        .setCreatedAt(Instant.ofEpochMilli(createdAt))
        .setNotAfter(Instant.ofEpochMilli(command.notAfter()))
        .setPriority(
            command.urgency() == Urgency.TRANSACTIONAL ? Priority.TRANSACTIONAL : Priority.BULK);
  }

  private static @Nullable DeliveryHints hints(SentRef ref) {
    return ref.equals(SentRef.NONE)
        ? null
        : new DeliveryHints(ref.contactId(), ref.conversationId(), ref.messageId(), ref.inboxId());
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
