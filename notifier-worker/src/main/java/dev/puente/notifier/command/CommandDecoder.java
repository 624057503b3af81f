package dev.puente.notifier.command;

import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.DeliveryHints;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.RefreshContact;
import dev.puente.event.v1.SendMessage;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.event.v1.Template;
import dev.puente.event.v1.UpsertContact;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.Target;
import dev.puente.notifier.delivery.Task;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns records into commands, and says why one is none. */
final class CommandDecoder {
  private final Deserializer<NotificationCommand> deserializer;
  private final JsonMapper json = JsonMapper.builder().build();

  CommandDecoder(Deserializer<NotificationCommand> deserializer) {
    this.deserializer = deserializer;
  }

  /** What a record is. */
  sealed interface Decoded {
    /** A command, and the key to answer under. */
    record Readable(TenantKey key, Command command) implements Decoded {}

    /** Readable, but it contradicts itself; answered under its key when that is one. */
    record Contradictory(
        @Nullable TenantKey key, String commandId, String kind, String subject, String reason)
        implements Decoded {}

    /** Not a command at all. */
    record Unreadable(String reason) implements Decoded {}
  }

  /**
   * Reads a record.
   *
   * @throws RegistryUnavailableException when the registry cannot be asked: the record is not at
   *     fault
   */
  Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Decoded.Unreadable("EMPTY_VALUE");
    }
    NotificationCommand value;
    try {
      value = deserializer.deserialize(record.topic(), record.value());
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return new Decoded.Unreadable("UNREADABLE_VALUE");
    }
    TenantKey key = key(record.key());
    Task task = task(value.getBody());
    return contradiction(key, value, task)
        .<Decoded>map(
            reason ->
                new Decoded.Contradictory(
                    key, value.getCommandId(), Kinds.of(task), task.subject(), reason))
        .orElseGet(() -> readable(key, value, task));
  }

  private static Decoded readable(@Nullable TenantKey key, NotificationCommand value, Task task) {
    return key == null
        ? new Decoded.Unreadable("BAD_KEY")
        : new Decoded.Readable(key, command(value, task));
  }

  private Optional<String> contradiction(
      @Nullable TenantKey key, NotificationCommand value, Task task) {
    if (key == null) {
      return Optional.of("BAD_KEY");
    }
    if (!key.tenant().equals(value.getTenant())) {
      return Optional.of("OTHER_TENANT");
    }
    if (!key.id().equals(value.getAddress())) {
      return Optional.of("OTHER_ADDRESS");
    }
    if (!value.getCommandId().matches(".+#\\d{1,18}")) {
      return Optional.of("BAD_COMMAND_ID");
    }
    return task instanceof Task.Send send ? contradiction(value, send) : Optional.empty();
  }

  private Optional<String> contradiction(NotificationCommand value, Task.Send send) {
    String marker = value.getMarker();
    if (marker == null || !marker.endsWith("/" + value.getTenant() + "/" + send.occurrence())) {
      return Optional.of("BAD_MARKER");
    }
    if (send.content() == null && send.template() == null) {
      return Optional.of("NO_CONTENT");
    }
    boolean readable = send.template() == null || isObject(send.template().paramsJson());
    return readable ? Optional.empty() : Optional.of("BAD_TEMPLATE");
  }

  private boolean isObject(@Nullable String text) {
    try {
      return text == null || json.readTree(text).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static @Nullable TenantKey key(byte @Nullable [] bytes) {
    try {
      return bytes == null ? null : TenantKey.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Command command(NotificationCommand value, Task task) {
    return new Command(
        value.getCommandId(),
        value.getTenant(),
        value.getAddress(),
        task,
        value.getMarker(),
        value.getSuspect(),
        value.getFirstDispatchedAt(),
        value.getSettleUntil(),
        hints(value.getHints()),
        value.getNotAfter(),
        value.getExpiresAt());
  }

  private static Command.Hints hints(@Nullable DeliveryHints hints) {
    return hints == null
        ? Command.Hints.NONE
        : new Command.Hints(hints.getContactId(), hints.getConversationId());
  }

  private static Task task(Object body) {
    return switch (body) {
      case SendMessage send ->
          new Task.Send(
              send.getNotificationId(),
              send.getOccurrence(),
              target(send.getTarget()),
              send.getInboxId(),
              send.getContent(),
              template(send.getTemplate()));
      case SyncAttributes sync ->
          new Task.Sync(sync.getContactId(), sync.getSet(), sync.getClear(), name(sync));
      case UpsertContact upsert ->
          new Task.Upsert(
              upsert.getSubscriptionId(),
              target(upsert.getTarget()),
              upsert.getEmail(),
              upsert.getAttributes(),
              upsert.getInboxId(),
              upsert.getSourceId(),
              upsert.getOtherPhoneKeys());
      case RefreshContact refresh -> new Task.Refresh(refresh.getContactId());
      default -> throw new IllegalStateException("the schema has no such body");
    };
  }

  private static Task.@Nullable NameWish name(SyncAttributes sync) {
    return sync.getClientName() == null && sync.getOwnNames().isEmpty()
        ? null
        : new Task.NameWish(sync.getClientName(), List.copyOf(sync.getOwnNames()));
  }

  private static Target target(ContactTarget target) {
    return new Target(
        target.getContactId(),
        target.getPhoneKey(),
        target.getPhoneRaw(),
        target.getRegion(),
        target.getChannelId(),
        target.getIdentifier(),
        target.getDisplayName());
  }

  private static Task.@Nullable TemplateUse template(@Nullable Template template) {
    return template == null
        ? null
        : new Task.TemplateUse(
            template.getName(),
            template.getLanguage(),
            template.getCategory(),
            template.getNamespace(),
            template.getProcessedParamsJson());
  }
}
